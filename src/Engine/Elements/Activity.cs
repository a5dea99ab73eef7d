using System.Collections.Immutable;

namespace Rectification.Engine.Elements;

/// <summary>Work that takes time: it can be looped, and events can happen at its boundary.</summary>
public abstract record Activity(string Id, string Name) : Element(Id, Name)
{
    public Loop? Loop { get; init; }

    public ImmutableArray<BoundaryEvent> Boundaries { get; init; } = [];

    /// <summary>How many tokens must have come before it begins.</summary>
    public int StartQuantity { get; init; } = 1;

    /// <summary>How many tokens leave over each flow.</summary>
    public int CompletionQuantity { get; init; } = 1;

    /// <summary>Stands outside the flow: begins when what it undoes is compensated.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>The activity that undoes this one, drawn at a compensation boundary event.</summary>
    public string? CompensatedBy { get; init; }

    internal override bool CountsTokens => StartQuantity > 1 || CompletionQuantity > 1;

    internal sealed override Move Enter(Visit visit)
    {
        if (StartQuantity > 1 && !visit.IsInstance && !visit.HasGathered(StartQuantity))
            return visit.Park();
        if (Loop is not null && !visit.IsInstance)
            return Loop.Begin(visit, this);
        visit.Begin();
        if (!visit.IsInstance)
            ArmBoundaries(visit);
        return visit.Problem is null ? Begin(visit) : visit.Fail();
    }

    internal sealed override Move Leave(Visit visit)
    {
        if (IsForCompensation || visit.Around is not SubProcess { CompletionCondition: { } condition } adHoc)
            return base.Leave(visit);
        // A variable that is not there yet is the usual case, so no value means that it is not enough.
        var isEnough = visit.Evaluate(condition) is true;
        if (visit.Problem is not null)
            return visit.Fail();
        if (!isEnough)
            return base.Leave(visit);
        return adHoc.CancelsRemaining ? visit.TerminateScope() : visit.Consume();
    }

    internal void ArmBoundaries(Visit visit)
    {
        foreach (var boundary in Boundaries)
            boundary.Trigger.Arm(visit, boundary.Id);
    }

    /// <summary>Inputs are mapped and boundary events armed; now the work itself.</summary>
    internal abstract Move Begin(Visit visit);
}
