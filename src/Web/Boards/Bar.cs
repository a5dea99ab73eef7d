namespace Rectification.Web.Boards;

/// <summary>A bar of a chart.</summary>
/// <param name="Value">As it is written beside it.</param>
/// <param name="Share">Its length, 0 to 1.</param>
/// <param name="Figure">How many the list behind it holds.</param>
/// <param name="Style"><c>bad</c>, or nothing.</param>
public sealed record Bar(string Label, string Value, double Share, string Href, int Figure, string? Style = null);
