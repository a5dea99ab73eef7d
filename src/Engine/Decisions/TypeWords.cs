using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>Types and values in Chinese, for messages.</summary>
internal static class TypeWords
{
    private const int LongestShown = 40;

    private static readonly string[] Kinds =
        ["string", "number", "boolean", "date", "date and time", "time", "days and time duration", "years and months duration", "list", "context", "range", "function"];

    /// <param name="feel">A type of FEEL by name.</param>
    public static string Word(string feel) => feel switch
    {
        "string" => "文本",
        "number" => "数字",
        "boolean" => "是或否",
        "date" => "日期",
        "date and time" => "日期和时间",
        "time" => "时间",
        "days and time duration" => "天数和时间的时长",
        "years and months duration" => "年数和月数的时长",
        "list" => "列表",
        "context" => "上下文",
        "range" => "区间",
        "function" => "函数",
        _ => feel,
    };

    /// <summary>文本“高”; 数字 7; 列表.</summary>
    public static string Found(object? value) => value switch
    {
        string text => $"文本“{Short(text)}”",
        decimal number => $"数字 {number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture)}",
        bool flag => flag ? "true" : "false",
        _ => Word(Array.Find(Kinds, kind => FeelType.Find(kind)!.Holds(value)) ?? "空值"),
    };

    /// <summary>数字; “等级”（文本，允许的值："一般","重大"）.</summary>
    public static string Wanted(ItemType type)
    {
        var word = type.Kind is { } kind ? Word(kind) : "";
        if (type.IsCollection && type.ItemKind is { } item)
            word = $"{Word(item)}的列表";
        var allowed = type.AllowedText is { } text ? $"{(word.Length > 0 ? "，" : "")}允许的值：{Short(text)}" : "";
        return type.Name.Length == 0 ? word + allowed : $"“{type.Name}”{(word.Length + allowed.Length == 0 ? "" : $"（{word}{allowed}）")}";
    }

    public static string Short(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length <= LongestShown ? line : $"{line.AsSpan(0, LongestShown)}…";
    }
}
