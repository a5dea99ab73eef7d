namespace Rectification.Engine.Reading;

/// <summary>Why a drawing can't be used, or what is doubtful about it.</summary>
/// <param name="ElementId">Null when the file as a whole is meant.</param>
/// <param name="Line">From 1; 0 when unknown.</param>
/// <param name="Text">The fact and the way out, in Chinese for designers.</param>
public sealed record BpmnProblem(string? ElementId, int Line, string Text, bool IsWarning = false)
{
    /// <summary>Why the warning is meant to be, as the drawing says in the element's property <c>accepted</c>; null when it says nothing.</summary>
    public string? Accepted { get; init; }

    /// <param name="accepted">Reasons by element id.</param>
    internal BpmnProblem Explained(IReadOnlyDictionary<string, string> accepted) =>
        IsWarning && ElementId is { } id && accepted.TryGetValue(id, out var reason) ? this with { Accepted = reason } : this;
}
