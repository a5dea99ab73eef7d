using Rectification.People;

namespace Rectification.Workflow;

/// <summary>What every case has, whatever it is about: number, title, place, process. Tasks copy from it the columns that people sort and filter by.</summary>
public sealed class CaseRow
{
    /// <summary><c>YH-2026-000123</c> for hazards, <c>ZR-2026-000004</c> for accountability, <c>TZ-2026-000001</c> for monthly lists.</summary>
    public required string CaseNumber { get; init; }

    public required CaseKind Kind { get; init; }

    public required string Title { get; set; }

    /// <summary>The root process.</summary>
    public required string ProcessKey { get; init; }

    public Guid? InstanceId { get; set; }

    public int DefinitionVersion { get; set; }

    public string PremisesName { get; set; } = "";

    /// <summary><c>onTheSpot | general | major | undetermined</c>; empty when the case has no level.</summary>
    public string Level { get; set; } = "";

    public required Guid StreetId { get; init; }

    public Guid? CommunityId { get; set; }

    public Guid? GridId { get; set; }

    public Guid? PremisesId { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Hash of the newest journal entry and its number: the end of the chain.</summary>
    public int JournalCount { get; set; }

    public string JournalHash { get; set; } = "";

    public int Version { get; set; }

    public Placement Place => new(StreetId, CommunityId, GridId, PremisesId);
}

public enum CaseKind
{
    Hazard,
    Accountability,

    /// <summary>A month's 隐患排查治理问题清单.</summary>
    Ledger,
    Other,
}
