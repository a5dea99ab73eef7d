namespace Rectification.Oversight;

/// <summary>An inspection that is due: who looks at which premises until when (003-1.1.3). P06 will plan them; here they can be given by hand.</summary>
public sealed class InspectionDuty
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid GridId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    /// <summary>From this day on a visit counts for it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; init; }

    public required Guid AssigneeId { get; init; }

    public required string AssigneeName { get; init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public string? DoneByName { get; private set; }

    /// <summary>Who has been told that it is missing from the ledger.</summary>
    public MissingTold Told { get; private set; }

    public int Version { get; set; }

    public void Tell(MissingTold whom) => Told = whom;

    public void Do(string by, DateTimeOffset at)
    {
        DoneAt ??= at;
        DoneByName ??= by;
    }
}

/// <summary>How far it went that an inspection is missing from the day's ledger.</summary>
public enum MissingTold
{
    Nobody,

    /// <summary>At the end of its day the one who should have looked.</summary>
    Worker,

    /// <summary>A working day later the community safety officer.</summary>
    Officer,
}

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

/// <summary>督查发现 (003-1.3.9): what supervision saw that should not be so. P18 will plan and draw; the record is what I6, A2, N5 and X1 rest on.</summary>
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
}

/// <summary>同意恢复生产经营 after a suspension (003-4.1.5).</summary>
public sealed class Resumption
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string HazardNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    public required DateTimeOffset AgreedAt { get; init; }

    public required string AgreedBy { get; init; }

    public required string Reason { get; init; }
}

public static class OversightWords
{
    public static string Name(FindingKind kind) => kind switch
    {
        FindingKind.FalseRectification => "虚假整改",
        FindingKind.NotInspected => "该排查未排查",
        FindingKind.NotRectified => "该整改未整改",
        _ => "走形式、查而不改",
    };

    public static string Name(AccidentKind kind) => kind == AccidentKind.Fire ? "火灾" : "生产安全事故";

    public static string Name(AccidentGrade grade) => grade switch
    {
        AccidentGrade.Ordinary => "一般",
        AccidentGrade.OrdinaryWithImpact => "一般（社会影响较大）",
        AccidentGrade.Larger => "较大",
        _ => "重大及以上",
    };
}
