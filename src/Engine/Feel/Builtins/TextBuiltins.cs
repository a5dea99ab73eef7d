using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>Functions on texts (DMN 1.5, 10.3.4.3). Positions and lengths count characters, not UTF-16 units.</summary>
internal static class TextBuiltins
{
    public static readonly Builtin[] All =
    [
        Builtin.Of("substring", "string, start position, length?", (_, a) =>
            Argument.Text(a[0]) is { } text && Argument.Whole(a[1]) is { } start && (a[2] is null || Argument.Whole(a[2]) is not null)
                ? Substring(text, start, Argument.Whole(a[2])) : null),
        Builtin.Of("string length", "string", (_, a) => Argument.Text(a[0]) is { } text ? (decimal)Length(text) : null),
        Builtin.Of("upper case", "string", (_, a) => Argument.Text(a[0])?.ToUpperInvariant()),
        Builtin.Of("lower case", "string", (_, a) => Argument.Text(a[0])?.ToLowerInvariant()),
        Builtin.Of("trim", "string", (_, a) => Argument.Text(a[0])?.Trim()),
        Builtin.Of("contains", "string, match", (_, a) => Both(a, (text, match) => text.Contains(match, StringComparison.Ordinal))),
        Builtin.Of("starts with", "string, match", (_, a) => Both(a, (text, match) => text.StartsWith(match, StringComparison.Ordinal))),
        Builtin.Of("ends with", "string, match", (_, a) => Both(a, (text, match) => text.EndsWith(match, StringComparison.Ordinal))),
        Builtin.Of("substring before", "string, match", (_, a) => Argument.Text(a[0]) is { } text && Argument.Text(a[1]) is { } match
            ? text[..Math.Max(0, text.IndexOf(match, StringComparison.Ordinal))] : null),
        Builtin.Of("substring after", "string, match", (_, a) => Argument.Text(a[0]) is { } text && Argument.Text(a[1]) is { } match
            ? text.IndexOf(match, StringComparison.Ordinal) is >= 0 and var at ? text[(at + match.Length)..] : "" : null),
        Builtin.Of("matches", "input, pattern, flags?", PatternBuiltins.Matches),
        Builtin.Of("replace", "input, pattern, replacement, flags?", PatternBuiltins.Replace),
        Builtin.Of("split", "string, delimiter", PatternBuiltins.Split),
        Builtin.Of("string join", "list, delimiter?", Join),
        Builtin.Of("string", "from", (run, a) => a[0] is null ? null : a[0] as string ?? Written(run, a[0])),
    ];

    /// <summary>A value as FEEL writes it; a text inside a list or context gets its quotes.</summary>
    public static string? Written(Evaluation run, object? value)
    {
        var text = new StringBuilder();
        Write(run, text, value, 0);
        return text.Length > Evaluation.LongestText ? null : text.ToString();
    }

    private static void Write(Evaluation run, StringBuilder text, object? value, int depth)
    {
        run.Descend(depth);
        if (text.Length > Evaluation.LongestText)
            return;
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool truth: text.Append(truth ? "true" : "false"); break;
            case decimal number: text.Append(Numbers.Plain(number).ToString(CultureInfo.InvariantCulture)); break;
            case string own: text.Append('"').Append(own.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"'); break;
            case FeelRange range:
                text.Append(range.IncludesStart ? '[' : '(');
                Write(run, text, range.Start, depth + 1);
                text.Append("..");
                Write(run, text, range.End, depth + 1);
                text.Append(range.IncludesEnd ? ']' : ')');
                break;
            case ImmutableArray<object?> list:
                text.Append('[');
                for (var i = 0; i < list.Length; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(run, text, list[i], depth + 1);
                }
                text.Append(']');
                break;
            case Variables context:
                text.Append('{');
                var isFirst = true;
                foreach (var (name, entry) in context.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ", ");
                    if (name.All(c => Lexer.StartsName(c) || char.IsDigit(c) || c == ' '))
                        text.Append(name);
                    else
                        Write(run, text, name, depth + 1);
                    text.Append(": ");
                    Write(run, text, entry, depth + 1);
                    isFirst = false;
                }
                text.Append('}');
                break;
            default: text.Append(TemporalWriter.Write(value) ?? "function"); break;
        }
    }

    private static object? Both(object?[] a, Func<string, string, bool> test) =>
        Argument.Text(a[0]) is { } text && Argument.Text(a[1]) is { } match ? Values.Box(test(text, match)) : null;

    private static int Length(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                pairs++;
        return text.Length - pairs;
    }

    private static string? Substring(string text, int start, int? length)
    {
        var all = Length(text);
        if (start == 0 || Math.Abs((long)start) > all || length < 1)
            return start == 0 || length < 1 ? null : "";
        var first = start > 0 ? start - 1 : all + start;
        var count = Math.Min(length ?? all, all - first);
        if (all == text.Length)
            return text.Substring(first, count);
        var from = UnitsOf(text, 0, first);
        return text.Substring(from, UnitsOf(text, from, count) - from);
    }

    private static int UnitsOf(string text, int from, int characters)
    {
        for (; characters > 0; characters--)
            from += char.IsHighSurrogate(text[from]) && from + 1 < text.Length && char.IsLowSurrogate(text[from + 1]) ? 2 : 1;
        return from;
    }

    private static object? Join(Evaluation run, object?[] a)
    {
        if (a[0] is null || (a[1] is not null && Argument.Text(a[1]) is null))
            return null;
        var list = Values.AsList(a[0]);
        run.Charge(list.Length);
        var parts = new List<string>(list.Length);
        var length = 0L;
        foreach (var item in list)
        {
            if (item is null)
                continue;
            if (item is not string part)
                return null;
            parts.Add(part);
            length += part.Length;
        }
        var delimiter = Argument.Text(a[1]) ?? "";
        return length + ((long)delimiter.Length * parts.Count) > Evaluation.LongestText ? null : string.Join(delimiter, parts);
    }
}
