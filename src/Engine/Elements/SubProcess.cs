using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>A process inside the process, with variables of its own. An event sub-process begins with its start event instead of by a flow.</summary>
public sealed record SubProcess(string Id, string Name, Body Body) : Activity(Id, Name)
{
    public bool IsEventSubProcess { get; init; }

    /// <summary>The event sub-process that compensates it instead of the handlers inside; null when there is none.</summary>
    internal SubProcess? Compensation
    {
        get
        {
            foreach (var sub in Body.EventSubProcesses)
                if (sub.Body.Start!.Trigger is CompensationTrigger)
                    return sub;
            return null;
        }
    }

    /// <summary>Can be given up by a cancel end event inside.</summary>
    public bool IsTransaction { get; init; }

    /// <summary>Of an ad-hoc sub-process: asked whenever an activity inside is done; when it holds, nothing more begins (BPMN 2.0, 10.3.5). Null waits for all.</summary>
    public Expression? CompletionCondition { get; init; }

    /// <summary>When <see cref="CompletionCondition"/> holds: whether what is still at work inside is withdrawn; otherwise it is waited for.</summary>
    public bool CancelsRemaining { get; init; } = true;

    internal override Move Begin(Visit visit)
    {
        Body.ArmEvents(visit);
        return visit.Problem is null ? visit.SendInto(Body) : visit.Fail();
    }
}
