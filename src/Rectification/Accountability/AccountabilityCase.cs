using System.Collections.Immutable;

namespace Rectification.Accountability;

/// <summary>Facts that may call for a measure (003-4). Trigger, subject and period are unique for good; what would be a second is added here as facts.</summary>
public sealed class AccountabilityCase
{
    public required string CaseNumber { get; init; }

    /// <summary>N1–N8, I1–I7, L1–L5, A1–A3, T1, X1–X5 as in 003-4 and its neighbours.</summary>
    public required string Trigger { get; init; }

    public required SubjectKind SubjectKind { get; init; }

    /// <summary>A hazard's number, or the id of a community, person or department.</summary>
    public required string SubjectId { get; init; }

    public required string SubjectName { get; init; }

    /// <summary><c>YYYY-MM</c>, or the number of the hazard that it is about.</summary>
    public required string Period { get; init; }

    /// <summary>Case numbers that the facts come from, separated by a space.</summary>
    public required string Sources { get; set; }

    public required string Facts { get; set; }

    public required Guid StreetId { get; init; }

    public Guid? CommunityId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public AccountabilityState State { get; private set; }

    /// <summary>Code of the decided measure; null before the decision.</summary>
    public string? Measure { get; private set; }

    public string? Reason { get; private set; }

    public string? Answer { get; set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public int Version { get; set; }

    public ImmutableArray<string> SourceNumbers => [.. Sources.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Returns whether anything was new.</summary>
    public bool AddFacts(string facts, string? source)
    {
        var isNew = !Facts.Contains(facts, StringComparison.Ordinal);
        if (isNew)
            Facts += "\n" + facts;
        if (source is not null && !SourceNumbers.Contains(source))
            Sources += " " + source;
        return isNew;
    }

    public void Hear() => State = AccountabilityState.Heard;

    public void Decide(string measure, string? reason) => (Measure, Reason, State) = (measure, reason, AccountabilityState.Decided);

    public void Dismiss(string reason, DateTimeOffset at) => (Reason, State, ClosedAt) = (reason, AccountabilityState.Dismissed, at);

    public void Close(DateTimeOffset at) => (State, ClosedAt) = (AccountabilityState.Closed, at);
}

public enum AccountabilityState
{
    /// <summary>Facts are being checked.</summary>
    Open,

    /// <summary>Those concerned may answer or have answered.</summary>
    Heard,
    Decided,
    Dismissed,
    Closed,
}

public enum SubjectKind
{
    Community,
    Person,
    Department,
    Hazard,
}
