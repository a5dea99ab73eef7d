using System.Buffers.Binary;
using Rectification.Files;

namespace Rectification.Tests.Files;

public sealed class FileKindsTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public void A_png_is_known_with_its_size() =>
        Assert.Equal(new FileKind("image/png", ".png", 1, 1), FileKinds.Read(Png, out _));

    [Fact]
    public void A_png_cut_short_is_told_as_broken()
    {
        Assert.Null(FileKinds.Read(Png.AsSpan(0, Png.Length - 8), out var problem));
        Assert.Contains("损坏", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_with_one_bit_changed_anywhere_is_refused()
    {
        for (var at = 0; at < Png.Length; at++)
        {
            var changed = Png.ToArray();
            changed[at] ^= 0x10;
            Assert.Null(FileKinds.Read(changed, out var problem));
            Assert.NotNull(problem);
        }
        var data = Png.ToArray();
        data[Png.AsSpan().IndexOf("IDAT"u8) + 6] ^= 1;
        Assert.Null(FileKinds.Read(data, out var told));
        Assert.Equal("图片或文件已损坏，请重新拍照或另选文件", told);
    }

    [Fact]
    public void A_jpeg_is_known_with_its_size_even_when_the_camera_appended_something() =>
        Assert.Equal(new FileKind("image/jpeg", ".jpg", 640, 480), FileKinds.Read([.. Jpeg(640, 480), 1, 2, 3], out _));

    [Fact]
    public void A_jpeg_without_its_end_is_broken()
    {
        Assert.Null(FileKinds.Read(Jpeg(640, 480).AsSpan(0, Jpeg(640, 480).Length - 2), out var problem));
        Assert.Contains("损坏", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webp_is_known_with_its_size()
    {
        var bytes = new byte[30];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 22);
        "WEBPVP8X"u8.CopyTo(bytes.AsSpan(8));
        bytes[24] = 99;
        bytes[27] = 49;

        Assert.Equal(new FileKind("image/webp", ".webp", 100, 50), FileKinds.Read(bytes, out _));
    }

    [Fact]
    public void A_pdf_is_known_and_has_no_size() =>
        Assert.Equal(new FileKind("application/pdf", ".pdf", null, null), FileKinds.Read("%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"u8, out _));

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("GIF89a")]
    [InlineData("MZ")]
    public void Anything_else_is_refused_by_name_of_what_is_taken(string text)
    {
        Assert.Null(FileKinds.Read(System.Text.Encoding.ASCII.GetBytes(text), out var problem));
        Assert.Equal("只接受 JPEG、PNG、WebP 图片和 PDF 文件", problem);
    }

    [Fact]
    public void A_picture_without_extent_is_refused()
    {
        var flat = Jpeg(0, 480);

        Assert.Null(FileKinds.Read(flat, out var problem));
        Assert.Contains("尺寸", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_prefix_of_a_good_file_makes_the_reader_stumble()
    {
        foreach (var whole in new[] { Png, Jpeg(64, 48) })
            for (var length = 0; length < whole.Length; length++)
                Assert.Null(FileKinds.Read(whole.AsSpan(0, length), out _));
    }

    private static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 4, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34,
        0xFF, 0xD9,
    ];
}
