using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rectification.Ledgers;

/// <summary>The official columns and the words of this room.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The analyzer takes several extension blocks for names that differ only by case.")]
public static class LedgerWords
{
    /// <summary>As the form of 003-2.3 names them, 序号 first.</summary>
    public static readonly ImmutableArray<string> Heads =
        ["序号", "单位名称", "地址", "隐患内容", "类别等级", "检查日期", "检查人", "整改措施", "整改期限", "网格责任人", "验收人", "整改情况", "销号日期"];

    public const string Title = "隐患排查治理问题清单";

    extension(LedgerColumn column)
    {
        public string ChineseName => Heads[(int)column + 1];
    }

    extension(LedgerState state)
    {
        public string ChineseName => state switch
        {
            LedgerState.Filling => "待报送",
            LedgerState.Confirming => "待社区主干确认",
            LedgerState.Receiving => "待街道备案",
            _ => "已备案",
        };
    }

    /// <summary><c>2026-11</c> as 2026年11月.</summary>
    public static string MonthName(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? $"{first.Year}年{first.Month}月" : month;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
