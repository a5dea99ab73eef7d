using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Decisions.Sheets;

/// <summary>Lists of quoted texts, as allowed values are written: <c>"red", "yellow"</c>.</summary>
internal static class TextList
{
    /// <summary>The texts; empty when anything else stands among them.</summary>
    public static ImmutableArray<string> Read(string written)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (true)
        {
            while (at < written.Length && char.IsWhiteSpace(written[at]))
                at++;
            if (Quoted(written, ref at) is not { } text)
                return [];
            texts.Add(text);
            while (at < written.Length && char.IsWhiteSpace(written[at]))
                at++;
            if (at == written.Length)
                return texts.ToImmutable();
            if (written[at++] != ',')
                return [];
        }
    }

    /// <summary>The text literal that begins here; null when none does.</summary>
    public static string? Quoted(string written, ref int at)
    {
        if (at >= written.Length || written[at] != '"')
            return null;
        var text = new StringBuilder();
        for (var i = at + 1; i < written.Length; i++)
            switch (written[i])
            {
                case '"':
                    at = i + 1;
                    return text.ToString();
                case '\\' when i + 1 < written.Length && written[i + 1] is '"' or '\\':
                    text.Append(written[++i]);
                    break;
                case '\\':
                    return null;
                default:
                    text.Append(written[i]);
                    break;
            }
        return null;
    }
}
