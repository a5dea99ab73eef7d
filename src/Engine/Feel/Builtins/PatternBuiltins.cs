using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>Functions with regular expressions (DMN 1.5, 10.3.4.3), which mean what they mean in XPath (F&amp;O 3.1, 5.6).</summary>
internal static class PatternBuiltins
{
    public static object? Matches(Evaluation run, object?[] a) =>
        Argument.Text(a[0]) is { } text && PatternOf(run, a[1], a[2]) is { } pattern ? Values.Box(pattern.Fits(run, text)) : null;

    /// <summary>Null also where XPath knows an error: a pattern that matches nothing at all, or a stray sign in the replacement.</summary>
    public static object? Replace(Evaluation run, object?[] a)
    {
        if (Argument.Text(a[0]) is not { } text || Argument.Text(a[2]) is not { } replacement || PatternOf(run, a[1], a[3]) is not { } pattern)
            return null;
        var isLiteral = a[3] is string flags && flags.Contains('q');
        if (pattern.Fits(run, "") || (isLiteral ? [replacement] : Pieces(replacement, pattern.Groups)) is not { } pieces)
            return null;
        var (replaced, at) = (new StringBuilder(), 0);
        while (pattern.Find(run, text, at) is { } match)
        {
            replaced.Append(text, at, match[0] - at);
            foreach (var piece in pieces)
                if (piece is int group)
                    replaced.Append(Captured(text, match, group));
                else
                    replaced.Append((string)piece);
            if (replaced.Length > Evaluation.LongestText)
                return null;
            run.Charge(1 + (replacement.Length / 16));
            // A match of nothing, which only anchors make possible: one character goes on as it is.
            if (match[1] == match[0])
            {
                if (match[1] >= text.Length)
                    return replaced.ToString();
                replaced.Append(text[match[1]]);
            }
            at = match[1] + (match[1] == match[0] ? 1 : 0);
        }
        replaced.Append(text, at, text.Length - at);
        return replaced.Length > Evaluation.LongestText ? null : replaced.ToString();
    }

    public static object? Split(Evaluation run, object?[] a)
    {
        if (Argument.Text(a[0]) is not { } text || PatternOf(run, a[1], null) is not { } pattern || pattern.Fits(run, ""))
            return null;
        var (parts, at) = (ImmutableArray.CreateBuilder<object?>(), 0);
        while (pattern.Find(run, text, at) is { } match && match[1] > match[0])
        {
            parts.Add(text[at..match[0]]);
            at = match[1];
        }
        parts.Add(text[at..]);
        return parts.ToImmutable();
    }

    /// <summary>Whether every sign in a replacement that means something is one that XPath knows.</summary>
    public static bool IsReplacement(string replacement) => Pieces(replacement, 0) is not null;

    private static ReadOnlySpan<char> Captured(string text, int[] match, int group) =>
        match[group * 2] is >= 0 and var from && match[(group * 2) + 1] is var to && to >= from ? text.AsSpan(from, to - from) : [];

    /// <summary>Texts and numbers of groups, in turn. "$12" is group 12 if there are so many, else group 1 and a "2".</summary>
    private static List<object>? Pieces(string replacement, int groups)
    {
        var (pieces, text) = (new List<object>(), new StringBuilder());
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : ' ';
            switch (replacement[i])
            {
                case '\\' when next is '\\' or '$':
                    text.Append(next);
                    i++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    var group = next - '0';
                    for (i++; i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' <= groups; i++)
                        group = (group * 10) + replacement[i + 1] - '0';
                    pieces.Add(text.ToString());
                    text.Clear();
                    if (group <= groups)
                        pieces.Add(group);
                    break;
                case '\\' or '$':
                    return null;
                default:
                    text.Append(replacement[i]);
                    break;
            }
        }
        pieces.Add(text.ToString());
        return pieces;
    }

    private static Pattern? PatternOf(Evaluation run, object? pattern, object? flags)
    {
        if (Argument.Text(pattern) is not { } written || (flags is not null and not string) || Pattern.FlagsOf(flags as string ?? "") is not { } known)
            return null;
        run.Meet(written);
        return Pattern.Of(written, known);
    }
}
