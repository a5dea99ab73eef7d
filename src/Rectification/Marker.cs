namespace Rectification; public static class Marker { }
