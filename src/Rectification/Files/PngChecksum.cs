using System.Buffers.Binary;

namespace Rectification.Files;

/// <summary>The CRC-32 that closes each chunk of a PNG (PNG 1.2, 3.4): one byte changed on the way shows.</summary>
internal static class PngChecksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(each => Shifted((uint)each))];

    /// <param name="chunk">Type, data and checksum, without the length before them.</param>
    public static bool Holds(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var each in chunk[..^4])
            crc = Table[(byte)(crc ^ each)] ^ (crc >> 8);
        return ~crc == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]);
    }

    private static uint Shifted(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
