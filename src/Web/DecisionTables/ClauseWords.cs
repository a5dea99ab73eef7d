using System.Text.RegularExpressions;

namespace Rectification.Web.DecisionTables;

/// <summary>What a clause such as <c>003-4.1.2</c> stands for.</summary>
internal static partial class ClauseWords
{
    private static readonly Dictionary<string, string> Documents = new(StringComparer.Ordinal)
    {
        ["000"] = "三里桥街道〔2024〕15号",
        ["001"] = "青屏街街道〔2024〕23号",
        ["002"] = "张庙街道〔2024〕2号",
        ["003"] = "北峰街道〔2020〕29号",
        ["004"] = "周家坝街道〔2023〕44号",
    };

    private static readonly string[] Parts = ["", "一", "二", "三", "四", "五", "六"];

    /// <summary>Every clause in a note with its document written out, for the tooltip.</summary>
    public static string Explain(string note) => string.Join("；", Clause().Matches(note).Select(match => Of(match.Groups[1].Value, match.Groups[2].Value)));

    private static string Of(string document, string place)
    {
        var numbers = place.Split('.');
        if (numbers.Length > 1 && int.TryParse(numbers[0], out var part) && part < Parts.Length)
            place = $"第{Parts[part]}部分第 {numbers[1]} 项{(numbers.Length > 2 ? $"（{numbers[2]}）" : "")}";
        return $"{Documents.GetValueOrDefault(document, document)} {place}";
    }

    [GeneratedRegex(@"(00[0-4])-([0-9一二三四五六.()（）]+)")]
    private static partial Regex Clause();
}
