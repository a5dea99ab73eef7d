using Rectification.Files;

namespace Rectification.Tests.Hazards;

internal static class TestFiles
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>The smallest picture there is.</summary>
    public static StoreFile Photo(string name = "现场.png") => new(name, "image/png", Png);
}
