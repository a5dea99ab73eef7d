using System.Buffers.Binary;

namespace Rectification.Files;

/// <summary>What the first bytes of a file say it is. No image is decoded here; a browser does that, from a sandboxed answer.</summary>
/// <param name="Width">Null for a PDF.</param>
public sealed record FileKind(string ContentType, string Extension, int? Width, int? Height);

/// <summary>Reads the headers of JPEG, PNG, WebP and PDF and checks that the file is whole.</summary>
public static class FileKinds
{
    private const int MaxSide = 20_000;

    /// <summary>The kind, or a problem in words for the person who chose the file.</summary>
    public static FileKind? Read(ReadOnlySpan<byte> bytes, out string? problem)
    {
        problem = null;
        if (bytes.IsEmpty)
        {
            problem = "文件是空的，请重新选择";
            return null;
        }
        var kind = bytes switch
        {
            _ when IsPng(bytes) => Png(bytes),
            _ when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg(bytes),
            _ when bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) => WebP(bytes),
            _ when bytes.StartsWith("%PDF-"u8) => Pdf(bytes),
            _ => null,
        };
        if (kind is null)
            problem = LooksLikeOurs(bytes) ? "图片或文件已损坏，请重新拍照或另选文件" : "只接受 JPEG、PNG、WebP 图片和 PDF 文件";
        else if (kind.Width is 0 or > MaxSide || kind.Height is 0 or > MaxSide)
            (kind, problem) = (null, "图片尺寸异常，请重新拍照或另选文件");
        return kind;
    }

    private static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    private static bool LooksLikeOurs(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])
        || bytes.StartsWith("RIFF"u8) || bytes.StartsWith("%PDF"u8);

    /// <summary>Walks the chunks from IHDR to IEND; a cut file has no end, and a changed byte breaks its chunk's checksum.</summary>
    private static FileKind? Png(ReadOnlySpan<byte> bytes)
    {
        int? width = null, height = null;
        var hasData = false;
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var type = bytes.Slice(at + 4, 4);
            if (length > bytes.Length - at - 12 || !PngChecksum.Holds(bytes.Slice(at + 4, (int)length + 8)))
                return null;
            if (type.SequenceEqual("IHDR"u8) && at == 8 && length == 13)
                (width, height) = (Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8)..])), Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 12)..])));
            else if (type.SequenceEqual("IDAT"u8))
                hasData = true;
            else if (type.SequenceEqual("IEND"u8))
                return width is null || !hasData ? null : new("image/png", ".png", width, height);
            at += 12 + (int)length;
        }
        return null;
    }

    /// <summary>Walks the segments to the frame header, then wants scan data and the end marker.</summary>
    private static FileKind? Jpeg(ReadOnlySpan<byte> bytes)
    {
        int? width = null, height = null;
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
                return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8)
                    return null;
                height = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]);
            }
            if (marker == 0xDA)
                // Cameras append bytes after the end marker, so it is looked for, not expected last.
                return width is null || bytes[(at + 2 + length)..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0 ? null : new("image/jpeg", ".jpg", width, height);
            at += 2 + length;
        }
        return null;
    }

    private static FileKind? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8 > bytes.Length)
            return null;
        var chunk = bytes.Slice(12, 4);
        if (chunk.SequenceEqual("VP8 "u8))
            return bytes[23] != 0x9D || bytes[24] != 0x01 || bytes[25] != 0x2A ? null
                : Of(BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        if (chunk.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return bytes[20] != 0x2F ? null : Of((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }
        return chunk.SequenceEqual("VP8X"u8)
            ? Of((bytes[24] | bytes[25] << 8 | bytes[26] << 16) + 1, (bytes[27] | bytes[28] << 8 | bytes[29] << 16) + 1)
            : null;

        static FileKind Of(int width, int height) => new("image/webp", ".webp", width, height);
    }

    private static FileKind? Pdf(ReadOnlySpan<byte> bytes) =>
        bytes[Math.Max(0, bytes.Length - 2048)..].IndexOf("%%EOF"u8) < 0 ? null : new("application/pdf", ".pdf", null, null);

    private static int Side(uint value) => value > MaxSide ? MaxSide + 1 : (int)value;
}
