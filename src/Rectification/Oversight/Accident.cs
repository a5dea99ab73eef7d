namespace Rectification.Oversight;

/// <summary>事故、火灾 (003-1.3.8). P13 will run them; the record is what A1, L4 and T1 rest on.</summary>
public sealed class Accident
{
    /// <summary><c>SG-2026-000001</c>.</summary>
    public required string Number { get; init; }

    public required AccidentKind Kind { get; init; }

    public required AccidentGrade Grade { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    public required string Facts { get; init; }

    public required int Deaths { get; init; }

    public required int Injured { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }
}

public enum AccidentKind
{
    /// <summary>火灾.</summary>
    Fire,

    /// <summary>生产安全事故.</summary>
    Work,
}

public enum AccidentGrade
{
    /// <summary>一般.</summary>
    Ordinary,

    /// <summary>社会影响较大的一般事故.</summary>
    OrdinaryWithImpact,

    /// <summary>较大.</summary>
    Larger,

    /// <summary>重大、特别重大.</summary>
    Major,
}
