namespace Rectification.Engine.Triggers;

/// <summary>A business error: ends what it happens in, up to the event that catches it.</summary>
/// <param name="Code">Null catches any.</param>
public sealed record ErrorTrigger(string? Code) : Trigger
{
    internal override Match Catches(Thrown thrown)
    {
        if (!thrown.IsError)
            return Match.No;
        if (Code is null)
            return Match.Any;
        return Code == thrown.Code ? Match.Exact : Match.No;
    }

    internal override Move Throw(Visit visit) => visit.ThrowError(Code ?? "");
}
