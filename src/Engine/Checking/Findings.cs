using System.Collections.Immutable;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Checking;

/// <summary>Gathers what is found about a drawing that was read, with the line of each element.</summary>
internal sealed class Findings
{
    private readonly Problems found;
    private readonly IReadOnlyDictionary<string, int> lines;

    /// <summary>Goes on from what was found while reading: what is told is bounded in all.</summary>
    public Findings(BpmnReading reading) => (found, lines) = (reading.Found.Copy(), reading.Lines);

    public void Add(Element at, string text) => Add(at.Id, text);

    public void Add(string? elementId, string text) => found.Add(new(elementId, LineOf(elementId), text));

    public void Warn(Element at, string text) => Warn(at.Id, text);

    public void Warn(string? elementId, string text) => found.Add(new(elementId, LineOf(elementId), text, IsWarning: true));

    /// <summary>What somebody else found, who does not know the lines.</summary>
    public void Add(BpmnProblem problem) => found.Add(problem.Line > 0 ? problem : problem with { Line = LineOf(problem.ElementId) });

    public ImmutableArray<BpmnProblem> ToImmutable() => found.ToImmutable();

    private int LineOf(string? elementId) => elementId is null ? 0 : lines.GetValueOrDefault(elementId);
}
