using System.Collections.Immutable;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Checking;

/// <summary>Gathers what is found about a drawing that was read, with the line of each element.</summary>
internal sealed class Findings(IReadOnlyDictionary<string, int> lines)
{
    private readonly List<BpmnProblem> found = [];

    public void Add(Element at, string text) => Add(at.Id, text);

    public void Add(string? elementId, string text) => found.Add(new(elementId, LineOf(elementId), text));

    public void Warn(Element at, string text) => Warn(at.Id, text);

    public void Warn(string? elementId, string text) => found.Add(new(elementId, LineOf(elementId), text, IsWarning: true));

    public ImmutableArray<BpmnProblem> ToImmutable() => [.. found.OrderBy(problem => problem.Line)];

    private int LineOf(string? elementId) => elementId is null ? 0 : lines.GetValueOrDefault(elementId);
}
