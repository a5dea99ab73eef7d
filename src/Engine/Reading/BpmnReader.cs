using System.Collections.Immutable;

namespace Rectification.Engine.Reading;

/// <summary>Reads BPMN 2.0 XML. What it does not know it refuses: every problem at once.</summary>
public static class BpmnReader
{
    public static BpmnReading Read(string xml) => throw new NotSupportedException(xml);
}

/// <param name="Processes">Empty when a problem is more than a warning.</param>
public sealed record BpmnReading(ImmutableArray<Definition> Processes, ImmutableArray<BpmnProblem> Problems);
