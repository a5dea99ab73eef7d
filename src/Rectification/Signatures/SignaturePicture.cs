using System.Buffers.Binary;

namespace Rectification.Signatures;

/// <summary>A drawn signature as browsers send it: a PNG in a data URL.</summary>
internal static class SignaturePicture
{
    public const int MaxBytes = 200 * 1024;

    private const string Prefix = "data:image/png;base64,";
    private const int MaxSide = 4000;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null when all is well (no picture is well too), otherwise what is wrong, for the person.</returns>
    public static string? Read(string? dataUrl, out byte[]? png)
    {
        png = null;
        if (string.IsNullOrEmpty(dataUrl))
            return null;
        if (!dataUrl.StartsWith(Prefix, StringComparison.Ordinal))
            return "签名图片须为 PNG 格式，请重新手写签名";
        if ((dataUrl.Length - Prefix.Length) / 4 * 3 > MaxBytes + 3)
            return "签名图片超过 200 KB，请重新手写签名";
        var bytes = new byte[(dataUrl.Length - Prefix.Length) / 4 * 3 + 3];
        if (!Convert.TryFromBase64Chars(dataUrl.AsSpan(Prefix.Length), bytes, out var length) || !IsWhole(bytes.AsSpan(0, length)))
            return "签名图片已损坏，请重新手写签名";
        if (length > MaxBytes)
            return "签名图片超过 200 KB，请重新手写签名";
        png = bytes[..length];
        return null;
    }

    /// <summary>Every chunk is complete, from the header to the end mark.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(PngSignature))
            return false;
        var rest = png[PngSignature.Length..];
        for (var isFirst = true; rest.Length >= 12; isFirst = false)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            if (size > rest.Length - 12 || (isFirst && !(type.SequenceEqual("IHDR"u8) && size == 13 && HasSize(rest.Slice(8, 8)))))
                return false;
            if (type.SequenceEqual("IEND"u8))
                return true;
            rest = rest[(12 + (int)size)..];
        }
        return false;
    }

    private static bool HasSize(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32BigEndian(header) is >= 1 and <= MaxSide && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) is >= 1 and <= MaxSide;
}
