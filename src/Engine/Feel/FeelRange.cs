namespace Rectification.Engine.Feel;

/// <summary>FEEL's range (DMN 1.5, 10.3.2.3.8); a null end is unbounded on that side.</summary>
public sealed record FeelRange(bool IncludesStart, object? Start, object? End, bool IncludesEnd);
