using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rectification.Ledgers;

/// <summary>One row of one edition, frozen when it was filed.</summary>
public sealed class LedgerRow
{
    public required string CaseNumber { get; init; }

    public required int Edition { get; init; }

    /// <summary>From 1; rows left out come last and have no 序号 on paper.</summary>
    public required int Line { get; init; }

    public required string HazardNumber { get; init; }

    /// <summary>From an earlier month and not struck off when this month began.</summary>
    public required bool IsCarriedOver { get; init; }

    /// <summary>Left out of the list with a reason; stays visible here.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The <see cref="LedgerCell"/>s in the order of <see cref="LedgerColumn"/>, JSON.</summary>
    public required string Cells { get; init; }
}

/// <summary>The official columns, without 序号, which is counted.</summary>
public enum LedgerColumn
{
    Unit,
    Address,
    Content,
    CategoryLevel,
    InspectedOn,
    Inspector,
    Measures,
    TimeLimit,
    GridOwner,
    Acceptor,
    Progress,
    StruckOffOn,
}

/// <param name="Was">What the data said, where it was corrected.</param>
public sealed record LedgerCell(string Value, string? Was = null, string? Reason = null, string? By = null, DateTimeOffset? At = null);

/// <summary>A row as it is shown: computed from the data while it is filled, read as frozen once it was filed.</summary>
public sealed record LedgerLine(string HazardNumber, bool IsCarriedOver, string? LeftOut, ImmutableArray<LedgerCell> Cells)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public LedgerCell this[LedgerColumn column] => Cells[(int)column];

    public bool IsCorrected => LeftOut is not null || Cells.Any(cell => cell.Reason is not null);

    internal LedgerRow Freeze(string caseNumber, int edition, int line) => new()
    {
        CaseNumber = caseNumber,
        Edition = edition,
        Line = line,
        HazardNumber = HazardNumber,
        IsCarriedOver = IsCarriedOver,
        LeftOut = LeftOut,
        Cells = JsonSerializer.Serialize(Cells, Plain),
    };

    internal static LedgerLine Of(LedgerRow row) =>
        new(row.HazardNumber, row.IsCarriedOver, row.LeftOut, JsonSerializer.Deserialize<ImmutableArray<LedgerCell>>(row.Cells, Plain));
}
