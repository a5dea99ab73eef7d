namespace Rectification.Engine.Feel;

/// <summary>FEEL's range (DMN 1.5, 10.3.2.3.8); a null end is unbounded on that side.</summary>
public sealed record FeelRange(bool IncludesStart, object? Start, object? End, bool IncludesEnd)
{
    /// <summary>What the range was written as.</summary>
    public RangeForm Of { get; init; }
}

public enum RangeForm
{
    /// <summary>From one end to the other.</summary>
    Ends,

    /// <summary><c>(= 10)</c>: the one value, which is not the same as the range from 10 to 10.</summary>
    One,

    /// <summary><c>(!= 10)</c>: everything but that value.</summary>
    AllBut,
}
