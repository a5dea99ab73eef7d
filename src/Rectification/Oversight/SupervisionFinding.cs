namespace Rectification.Oversight;

/// <summary>督查发现 (003-1.3.9): what supervision saw that should not be so. P18 will plan and draw; the record is what I6, A2, N5, X1 and L3 rest on.</summary>
public sealed class SupervisionFinding
{
    /// <summary><c>DC-2026-000001</c>.</summary>
    public required string Number { get; init; }

    public required FindingKind Kind { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public Guid? PremisesId { get; init; }

    public required string PremisesName { get; init; }

    /// <summary>The hazard that it is about.</summary>
    public string? HazardNumber { get; init; }

    public required string Facts { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public required string FoundBy { get; init; }
}

public enum FindingKind
{
    /// <summary>虚假整改: reported or accepted as done, and it is not.</summary>
    FalseRectification,

    /// <summary>该排查未排查.</summary>
    NotInspected,

    /// <summary>该整改未整改.</summary>
    NotRectified,

    /// <summary>走形式、见而不查、查而不改 (004-二.1.5).</summary>
    Formality,

    /// <summary>不具备安全生产条件: from here on the street owes a proposal to close down (003-4.3.3).</summary>
    Unfit,
}
