using System.Text;

namespace Rectification.Web.Api;

/// <summary>The text of a drawing or decision file that came in.</summary>
internal static class DrawingText
{
    private const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Whatever a file says about its own encoding, it is read as its bytes say: UTF-8, or UTF-16 with its mark. Anything else is refused instead of read as garbage.</summary>
    public static async Task<Result<string>> Read(HttpRequest request, CancellationToken ct)
    {
        if (await JsonBody.Bytes(request, MaxBytes, ct) is not { } bytes)
            return new Problem(ProblemKind.TooLarge, "request.too-large", "文件太大，最多 10 MB");
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
