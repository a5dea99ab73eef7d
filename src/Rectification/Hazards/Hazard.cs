using Rectification.People;

namespace Rectification.Hazards;

/// <summary>A hazard and what was decided about it. The process says who does what next; this record says what is so.</summary>
public sealed class Hazard
{
    public required string CaseNumber { get; init; }

    public HazardState State { get; private set; }

    public required HazardLevel Level { get; set; }

    public required HazardKind Kind { get; init; }

    /// <summary>Code of a <see cref="HazardCategory"/>.</summary>
    public required string Category { get; init; }

    public required HazardSource Source { get; init; }

    public required string Description { get; init; }

    public string? Measures { get; set; }

    public string? InterimMeasures { get; set; }

    public string? Location { get; init; }

    /// <summary>What the finder proposed; the notice sets the binding one.</summary>
    public DateOnly? SuggestedDeadline { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid GridId { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The inspector (检查人).</summary>
    public required Guid RegisteredById { get; init; }

    public required string RegisteredBy { get; init; }

    public required string RegisteredByName { get; init; }

    public required Role RegisteredAs { get; init; }

    /// <summary>网格责任人.</summary>
    public Guid? GridOwnerId { get; set; }

    public string? GridOwner { get; set; }

    public string? GridOwnerName { get; set; }

    /// <summary>验收人; never the inspector.</summary>
    public string? AcceptorName { get; set; }

    /// <summary>The three named persons for finding, rectifying, controlling (004-二.6.2).</summary>
    public string? EnterprisePerson { get; set; }

    public string? CommunityPerson { get; set; }

    public string? DepartmentPerson { get; set; }

    /// <summary>治理资金, 万元 (004-二.1.4).</summary>
    public decimal? Funds { get; set; }

    public bool SafetyNotGuaranteed { get; private set; }

    public DateTimeOffset? SafetyNotGuaranteedAt { get; private set; }

    public DateTimeOffset? DeadlineAt { get; private set; }

    public DateTimeOffset? DeadlineSetAt { get; private set; }

    /// <summary>When the enterprise's part was found done: revisit passed, or a major hazard reported ready. Overdue ends here.</summary>
    public DateTimeOffset? DeadlineMetAt { get; private set; }

    /// <summary>The planned instant of the newest reminder sent; the next is planned from here, so that none is skipped or sent twice.</summary>
    public DateTimeOffset? RemindedThrough { get; set; }

    /// <summary>What the newest revisit asked for.</summary>
    public DateOnly? RequestedDeadline { get; set; }

    public int Extensions { get; private set; }

    public int Rejections { get; private set; }

    public int Refusals { get; private set; }

    public bool LastChance { get; set; }

    public bool UnderSuspension { get; private set; }

    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Since when the street owes a proposal to close down (L3).</summary>
    public DateTimeOffset? ClosureClockAt { get; set; }

    /// <summary>When it was marked refused or hopeless (N6 counts from here).</summary>
    public DateTimeOffset? RefusalMarkedAt { get; set; }

    public DateTimeOffset? StopRecordedAt { get; set; }

    /// <summary>Whether anybody but the finder has done something; from then on it can't be withdrawn.</summary>
    public bool HasBeenActedOn { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndReason { get; private set; }

    /// <summary>The case that carries on, when this one was a duplicate.</summary>
    public string? MergedInto { get; private set; }

    public int Version { get; set; }

    public Placement Place => new(StreetId, CommunityId, GridId, PremisesId);

    public bool IsOverdue(DateTimeOffset now) => !State.IsFinal && DeadlineMetAt is null && DeadlineAt < now;

    /// <summary>Somebody did a step; the state that people see follows.</summary>
    public void MoveTo(HazardState state)
    {
        if (state.IsFinal || State.IsFinal)
            throw new InvalidOperationException($"{CaseNumber} is {State} and cannot move to {state}; final states have their own verb.");
        State = state;
        HasBeenActedOn = true;
    }

    public void Touch() => HasBeenActedOn = true;

    /// <summary>Refused, hopeless or failed for good: enforcement takes over (P02).</summary>
    public void HandToEnforcement(DateTimeOffset at)
    {
        RefusalMarkedAt ??= at;
        MoveTo(HazardState.InEnforcement);
    }

    /// <summary>A new binding deadline, whichever rule set it; the enterprise's part is open again.</summary>
    public void SetDeadline(DateTimeOffset endsAt, DateTimeOffset at)
    {
        DeadlineAt = endsAt;
        DeadlineSetAt = at;
        DeadlineMetAt = null;
    }

    public void MeetDeadline(DateTimeOffset at) => DeadlineMetAt ??= at;

    /// <summary>What was reported done was found not to be; the old deadline counts again.</summary>
    public void ReopenDeadline() => DeadlineMetAt = null;

    public void Extend() => Extensions++;

    /// <summary>The case went back behind the extension: it does not count.</summary>
    public void TakeBackExtension() => Extensions--;

    /// <summary>The case went back behind the rejection: it does not count.</summary>
    public void TakeBackRejection() => Rejections--;

    public void RejectAcceptance() => Rejections++;

    public void RefuseAgreement() => Refusals++;

    /// <summary>Returns whether it is news: only the first mark starts the 24 hours.</summary>
    public bool MarkSafetyNotGuaranteed(DateTimeOffset at)
    {
        if (SafetyNotGuaranteed)
            return false;
        (SafetyNotGuaranteed, SafetyNotGuaranteedAt) = (true, at);
        return true;
    }

    public void Suspend(DateTimeOffset at) => (UnderSuspension, SuspendedAt) = (true, SuspendedAt ?? at);

    public void LiftSuspension() => (UnderSuspension, SuspendedAt) = (false, null);

    /// <summary>Raised to major: counts start afresh, as the new notice sets a new deadline.</summary>
    public void RaiseToMajor()
    {
        Level = HazardLevel.Major;
        (Extensions, Rejections, Refusals, LastChance) = (0, 0, 0, false);
        MoveTo(HazardState.Rectifying);
    }

    /// <summary>The end, once and for all.</summary>
    public void End(HazardState state, string? reason, DateTimeOffset at)
    {
        if (!state.IsFinal)
            throw new ArgumentException($"{state} is not an end.", nameof(state));
        if (State.IsFinal)
            throw new InvalidOperationException($"{CaseNumber} has already ended as {State}.");
        (State, EndReason, EndedAt) = (state, reason, at);
        UnderSuspension = false;
        HasBeenActedOn = true;
    }

    public void MergeInto(string caseNumber, string reason, DateTimeOffset at)
    {
        End(HazardState.Merged, reason, at);
        MergedInto = caseNumber;
    }
}
