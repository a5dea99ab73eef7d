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

    /// <summary>User name of a person who is the subject; null otherwise.</summary>
    public string? SubjectUser { get; init; }

    /// <summary>The case that this one climbed from.</summary>
    public string? Follows { get; init; }

    /// <summary>What the system proposes now: the trigger's measure, or dismissal once the facts are gone.</summary>
    public required string Proposed { get; set; }

    /// <summary>Why that is proposed, for people; null when the trigger says it all.</summary>
    public string? ProposedWhy { get; set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedByName { get; private set; }

    /// <summary>What is asked of the subject with the measure.</summary>
    public string? Requirements { get; set; }

    /// <summary>From when the next step of the ladder counts: the notice issued, the interview held (003-4.2.2). Null again once it ran out and nothing stood any more.</summary>
    public DateTimeOffset? ClimbClockAt { get; private set; }

    /// <summary>督办期限 of a listing.</summary>
    public DateTimeOffset? ListedUntil { get; set; }

    /// <summary>When all its facts were seen to be gone before the decision.</summary>
    public DateTimeOffset? VanishedAt { get; private set; }

    /// <summary>The outage in which it fell due; cases of one outage are shown together.</summary>
    public Guid? OutageId { get; init; }

    /// <summary>The paper that a case put forward by hand rests on.</summary>
    public string? Document { get; init; }

    /// <summary>Who put it forward; null for the system.</summary>
    public string? OpenedByName { get; init; }

    /// <summary>Code of the decided measure; null before the decision.</summary>
    public string? Measure { get; private set; }

    public string? Reason { get; private set; }

    public string? Answer { get; set; }

    /// <summary>What the community reported after a notice.</summary>
    public string? Feedback { get; set; }

    /// <summary>What the follow-up or the discipline committee found in the end.</summary>
    public string? Result { get; set; }

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

    public bool IsUndecided => State is AccountabilityState.Open or AccountabilityState.Heard;

    public bool IsOver => State is AccountabilityState.Dismissed or AccountabilityState.Closed;

    public void Decide(string measure, string? reason, string by, DateTimeOffset at)
    {
        (Measure, Reason, State) = (measure, reason, AccountabilityState.Decided);
        (DecidedAt, DecidedByName) = (at, by);
        if (measure == Measures.Notice)
            ClimbClockAt = at;
    }

    public void Dismiss(string reason, string by, DateTimeOffset at)
    {
        (Measure, Reason, State, ClosedAt) = (Measures.Dismissed, reason, AccountabilityState.Dismissed, at);
        (DecidedAt, DecidedByName) = (at, by);
    }

    /// <summary>The interview was held: what follows when the facts still stand counts from here.</summary>
    public void StartClimbClock(DateTimeOffset at) => ClimbClockAt = at;

    /// <summary>The clock ran out and nothing of the facts stood any more: later nights need not ask again.</summary>
    public void SettleClimb() => ClimbClockAt = null;

    /// <summary>The next who decides does so afresh: the street leader or the discipline committee did not take it.</summary>
    public void Return() => (Measure, State, ClimbClockAt) = (null, AccountabilityState.Heard, null);

    /// <summary>All facts are gone before anybody decided: dismissal is proposed with that reason.</summary>
    public void Vanish(string reason, DateTimeOffset at) => (VanishedAt, Proposed, ProposedWhy) = (at, Measures.Dismissed, reason);

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
