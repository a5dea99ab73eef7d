namespace Rectification.Engine; public static class Machine { }
