using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Policies;

/// <summary>Reads a .txt or .docx file and takes it apart into sentences.</summary>
public static class PolicyText
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxSentences = 5_000;

    /// <summary>What a packed file may unfold to.</summary>
    private const long MaxUnpackedBytes = 100L * 1024 * 1024;

    private static readonly char[] Enders = ['。', '；', '！', '？', '\n'];

    /// <summary>The sentences in order, blanks folded.</summary>
    public static Result<ImmutableArray<string>> Read(string fileName, byte[] file)
    {
        if (file.Length == 0)
            return Problem.Field("file", "请选择要上传的 .txt 或 .docx 文件");
        if (file.Length > MaxBytes)
            return new Problem(ProblemKind.TooLarge, "policy.too-large", "文件超过 10 MB，请只留正文后再传");
        var text = Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".txt" => Plain(file),
            ".docx" => Word(file),
            _ => null,
        };
        if (text is null)
            return Problem.Field("file", "这不是能读的 .txt 或 .docx 文件；旧的 .doc 和 PDF 请另存为 .docx 后再传");
        var sentences = Sentences(text);
        if (sentences.IsEmpty)
            return Problem.Field("file", "文件里没有文字");
        return sentences.Length > MaxSentences
            ? Problem.Field("file", $"文件有 {sentences.Length} 句，一次最多 {MaxSentences} 句，请分成几份")
            : sentences;
    }

    /// <summary>Ends at a full stop, semicolon, question or exclamation mark and at the end of a line; what is longer than a sentence may be goes on in the next.</summary>
    public static ImmutableArray<string> Sentences(string text)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOfAny(Enders, from);
            var upTo = end < 0 ? text.Length : end + 1;
            var sentence = Fold(text[from..upTo]);
            if (sentence.Any(char.IsLetterOrDigit))
                found.AddRange(Parts(sentence));
            from = upTo;
        }
        return found.ToImmutable();
    }

    private static IEnumerable<string> Parts(string sentence)
    {
        for (var from = 0; from < sentence.Length;)
        {
            var upTo = Math.Min(from + PolicySentence.MaxLength, sentence.Length);
            // A rare character is written in two halves that belong together.
            if (upTo < sentence.Length && char.IsLowSurrogate(sentence[upTo]))
                upTo--;
            yield return sentence[from..upTo];
            from = upTo;
        }
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // UTF-8 says of itself whether it is; what is not is the older national encoding that text editors here still write.
    private static string? Plain(byte[] file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            var older = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            try
            {
                return older?.GetString(file);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    private static string? Word(byte[] file)
    {
        try
        {
            using (var archive = new ZipArchive(new MemoryStream(file)))
                if (archive.Entries.Sum(entry => entry.Length) > MaxUnpackedBytes)
                    return null;
            using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
            return document.MainDocumentPart?.Document.Body is { } body
                ? string.Join('\n', body.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText))
                : null;
        }
        // A broken or foreign file shows itself in whichever of these the packaging layers happen to throw.
        catch (Exception exception) when (exception is InvalidDataException or FileFormatException or OpenXmlPackageException or System.Xml.XmlException
            or FormatException or ArgumentException or NotSupportedException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
