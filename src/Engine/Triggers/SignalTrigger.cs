namespace Rectification.Engine.Triggers;

/// <summary>A signal reaches everyone who waits for its name, in this process and in others.</summary>
public sealed record SignalTrigger(Expression Name) : Trigger
{
    internal override void Arm(Visit visit, string eventId)
    {
        if (Evaluate(visit) is { } name)
            visit.AwaitSignal(name, eventId);
    }

    internal override Move Throw(Visit visit) => Evaluate(visit) is { } name ? visit.ThrowSignal(name) : visit.Fail();

    private string? Evaluate(Visit visit)
    {
        if (visit.Evaluate(Name) is string { Length: > 0 } name)
            return name;
        visit.Problem ??= $"“{visit.Element.Label}”的信号名“{Name}”没有得出文本。请更正数据后重试。";
        return null;
    }
}
