namespace Rectification.Engine.Triggers;

/// <summary>Tells those further out without ending anything, unless who catches it interrupts.</summary>
/// <param name="Code">Null catches any.</param>
public sealed record EscalationTrigger(string? Code) : Trigger
{
    internal override Match Catches(Thrown thrown)
    {
        if (thrown.IsError)
            return Match.No;
        if (Code is null)
            return Match.Any;
        return Code == thrown.Code ? Match.Exact : Match.No;
    }

    internal override Move Throw(Visit visit) => visit.ThrowEscalation(Code ?? "");
}
