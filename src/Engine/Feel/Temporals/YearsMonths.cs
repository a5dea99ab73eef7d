namespace Rectification.Engine.Feel;

/// <summary>FEEL's years and months duration, in months (DMN 1.5, 10.3.2.3.7).</summary>
public readonly record struct YearsMonths(long Months);
