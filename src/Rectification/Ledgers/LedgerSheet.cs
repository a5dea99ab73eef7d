namespace Rectification.Ledgers;

/// <summary>The list as a spreadsheet in the official columns.</summary>
public static class LedgerSheet
{
    public static byte[] Write(IEnumerable<LedgerLine> lines) =>
        Spreadsheet.Write(LedgerWords.Title, LedgerWords.Heads, lines.Select((line, index) => (object?[])[index + 1, .. line.Cells.Select(cell => cell.Value)]));

    public static string FileName(LedgerMonth month) => $"{month.CommunityName}{LedgerWords.MonthName(month.Month)}{LedgerWords.Title}.xlsx";
}
