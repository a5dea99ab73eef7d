using Rectification.People;

namespace Rectification.Ledgers;

/// <summary>隐患排查治理问题清单 of one community for one month (003-2.3): the record that says whether and when it was reported.</summary>
public sealed class LedgerMonth
{
    /// <summary><c>TZ-2026-000001</c>, the case that the process runs in.</summary>
    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required string CommunityName { get; init; }

    /// <summary>The month reported on, <c>2026-11</c>; the list is due in the month after.</summary>
    public required string Month { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>24:00 of the due day (the 5th, included); a later return by the street does not move it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public LedgerState State { get; private set; }

    /// <summary>How often it was filed; each filing keeps its rows. 0 before the first.</summary>
    public int Edition { get; private set; }

    /// <summary>Rows of the newest edition, those left out excluded.</summary>
    public int Rows { get; private set; }

    public DateTimeOffset? FirstFiledAt { get; private set; }

    public DateTimeOffset? FiledAt { get; private set; }

    public string? FiledByName { get; private set; }

    /// <summary>The first confirmation by a leader: what 003-4.1.7 (N7) counts. Null means that the month was not reported.</summary>
    public DateTimeOffset? FirstConfirmedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public string? ConfirmedByName { get; private set; }

    /// <summary>Filed for the record 备案 at the street.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    public string? ReceivedByName { get; private set; }

    /// <summary>How often it was sent back, by the leader or the street.</summary>
    public int Returns { get; private set; }

    public string? ReturnReason { get; private set; }

    public string? ReturnedByName { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    public int Version { get; set; }

    public Placement Place => new(StreetId, CommunityId, null, null);

    /// <summary>The fact for 003-4.1.7: the due day is over and no leader has confirmed the list.</summary>
    public bool IsMissing(DateTimeOffset now) => FirstConfirmedAt is null && DueAt <= now;

    /// <summary>Reported, but after the due day.</summary>
    public bool IsLate => FirstConfirmedAt >= DueAt;

    public void File(int rows, string by, DateTimeOffset at)
    {
        (State, Edition, Rows) = (LedgerState.Confirming, Edition + 1, rows);
        (FiledAt, FiledByName) = (at, by);
        FirstFiledAt ??= at;
    }

    public void Confirm(string by, DateTimeOffset at)
    {
        (State, ConfirmedAt, ConfirmedByName) = (LedgerState.Receiving, at, by);
        FirstConfirmedAt ??= at;
    }

    public void Receive(string by, DateTimeOffset at) => (State, ReceivedAt, ReceivedByName) = (LedgerState.Received, at, by);

    public void Return(string by, string reason, DateTimeOffset at)
    {
        (State, Returns) = (LedgerState.Filling, Returns + 1);
        (ReturnedByName, ReturnReason, ReturnedAt) = (by, reason, at);
    }
}

/// <summary>With whom it is.</summary>
public enum LedgerState
{
    /// <summary>The community safety officer fills it.</summary>
    Filling,

    /// <summary>A community leader confirms it.</summary>
    Confirming,

    /// <summary>The street receives it for the record.</summary>
    Receiving,

    Received,
}
