namespace Rectification.Web.Shared;

/// <param name="Consequence">What follows, in words.</param>
/// <param name="Button">What the button says once this is chosen.</param>
public sealed record OutcomeChoice(string Value, string Label, string? Consequence, string? Button);
