using Rectification.Web.Shared;

namespace Rectification.Web.DecisionTables;

/// <summary>Cells of plain meaning in words; others as they are written.</summary>
internal static class CellWords
{
    public static string Say(string text)
    {
        text = text.Trim();
        if (text is "" or "-")
            return "—";
        if (text is "true" or "false")
            return text == "true" ? "是" : "否";
        foreach (var (sign, word) in (ReadOnlySpan<(string, string)>)[("<=", "不大于 "), (">=", "不小于 "), ("<", "小于 "), (">", "大于 ")])
            if (text.StartsWith(sign, StringComparison.Ordinal) && decimal.TryParse(text[sign.Length..], System.Globalization.CultureInfo.InvariantCulture, out _))
                return word + text[sign.Length..].Trim();
        if (text.StartsWith("not(", StringComparison.Ordinal) && text.EndsWith(')') && Texts(text[4..^1]) is { } others)
            return $"不是{string.Join('、', others)}";
        return Texts(text) is { } texts ? string.Join('、', texts) : text;
    }

    /// <summary>Quoted texts between commas; null when anything else stands there.</summary>
    private static IEnumerable<string>? Texts(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(parts, part => part.Length > 1 && part[0] == '"' && part[^1] == '"' && part.Count(sign => sign == '"') == 2)
            ? parts.Select(part => DecisionCodes.Word(part[1..^1])) : null;
    }
}
