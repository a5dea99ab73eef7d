namespace Rectification.Hazards;

/// <summary>Every deadline that ever bound the enterprise, with what set it.</summary>
public sealed class HazardDeadline
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    /// <summary>24:00 of the day, as an instant.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required string SetByName { get; init; }

    /// <summary>What set it, for people: 整改通知书, 第 1 次延期 …</summary>
    public required string Cause { get; init; }

    public required string Clause { get; init; }

    /// <summary>The arithmetic or the limit behind it: 自 11月22日起 15 天以内.</summary>
    public required string Rule { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A file that belongs to a hazard, and for what.</summary>
public sealed class HazardFile
{
    public required string CaseNumber { get; init; }

    public required Guid FileId { get; init; }

    public required FilePurpose Purpose { get; init; }

    /// <summary>The step that brought it; empty for registration and applications.</summary>
    public string ElementId { get; init; } = "";

    public required DateTimeOffset AddedAt { get; init; }

    public required string AddedByName { get; init; }
}

public enum FilePurpose
{
    Found,
    Before,
    After,
    Revisit,
    Acceptance,
    Evidence,
    Enforcement,
    Other,
}

/// <summary>The enterprise says that it is done, or shows how far it is.</summary>
public sealed class ReinspectionApplication
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    public required string Text { get; init; }

    /// <summary>False when it was only attached to a step already open.</summary>
    public required bool MovedTheCase { get; init; }
}

/// <summary>One visit in the grid's ledger (隐患排查治理台账), also when nothing was found.</summary>
public sealed class InspectionLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid GridId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    /// <summary>The street's calendar day.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid InspectorId { get; init; }

    public required string InspectorName { get; init; }

    public required HazardSource Source { get; init; }

    /// <summary>Null when nothing was found.</summary>
    public string? CaseNumber { get; init; }

    public required string Result { get; init; }
}
