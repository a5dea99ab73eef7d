namespace Rectification.Ledgers;

/// <summary>A cell put right by hand, or a row left out, with the reason; the newest of a cell holds. Never changed or removed.</summary>
public sealed class LedgerCorrection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required string HazardNumber { get; init; }

    /// <summary>Null when the whole row is left out, or taken in again.</summary>
    public LedgerColumn? Column { get; init; }

    /// <summary>What stood there before: of the data, or of an earlier correction.</summary>
    public required string Before { get; init; }

    /// <summary>The new text; for a row <see cref="LeftOut"/> or <see cref="TakenIn"/>.</summary>
    public required string After { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The order among those of one moment.</summary>
    public required int Number { get; init; }

    public const string LeftOut = "剔除";

    public const string TakenIn = "列入";
}
