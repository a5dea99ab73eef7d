using System.Text;

namespace Rectification.Web.Api;

/// <summary>The text of a drawing or decision file that came in.</summary>
internal static class DrawingText
{
    private const int MaxBytes = 10 * 1024 * 1024;

    private static Problem TooLarge => new(ProblemKind.TooLarge, "request.too-large", "文件太大，最多 10 MB");

    /// <summary>The body of a request.</summary>
    public static async Task<Result<string>> Read(HttpRequest request, CancellationToken ct) =>
        await JsonBody.Bytes(request, MaxBytes, ct) is { } bytes ? Decoded(bytes) : TooLarge;

    /// <summary>A file of a form.</summary>
    public static async Task<Result<string>> Read(IFormFile file, CancellationToken ct)
    {
        if (file.Length > MaxBytes)
            return TooLarge;
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return Decoded(bytes);
    }

    // Whatever a file says about its own encoding, it is read as its bytes say: UTF-8, or UTF-16 with its mark. Anything else is refused instead of read as garbage.
    private static Result<string> Decoded(byte[] bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        try
        {
            var text = encoding.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            return Problem.Invalid("request.not-utf8", "文件不是 UTF-8 编码（可能是 GBK），请用流程设计工具另存为 UTF-8 后再上传");
        }
    }
}
