using System.Collections.Immutable;
using Rectification.Ledgers;

namespace Rectification.Web.Ledgers;

/// <summary>Which rows of a list are shown; the export takes the same.</summary>
internal static class LedgerLines
{
    public static readonly ImmutableArray<(string Value, string Text)> Choices =
    [
        ("major", "重大隐患"), ("open", "未销号"), ("overdue", "已逾期"), ("earlier", "以前月份转来"), ("corrected", "更正过的"), ("leftOut", "不列入的"),
    ];

    public static ImmutableArray<LedgerLine> Narrow(ImmutableArray<LedgerLine> lines, string? search, string? only)
    {
        IEnumerable<LedgerLine> rest = lines;
        if (search?.Trim() is { Length: > 0 } words)
            rest = rest.Where(line => line.HazardNumber.Contains(words, StringComparison.OrdinalIgnoreCase) || line.Cells.Any(cell => cell.Value.Contains(words, StringComparison.OrdinalIgnoreCase)));
        rest = only switch
        {
            "major" => rest.Where(line => line[LedgerColumn.CategoryLevel].Value.Contains("重大", StringComparison.Ordinal)),
            "open" => rest.Where(line => line[LedgerColumn.StruckOffOn].Value.Length == 0),
            "overdue" => rest.Where(line => line[LedgerColumn.Progress].Value.Contains("逾期", StringComparison.Ordinal)),
            "earlier" => rest.Where(line => line.IsCarriedOver),
            "corrected" => rest.Where(line => line.IsCorrected),
            "leftOut" => rest.Where(line => line.LeftOut is not null),
            _ => rest,
        };
        return [.. rest];
    }
}
