using System.Collections.Immutable;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Reads one process: its elements, flows and sub-processes, from the inside out.</summary>
internal sealed class ProcessReader(Globals globals, Problems problems)
{
    private readonly ImmutableDictionary<string, Element>.Builder elements = ImmutableDictionary.CreateBuilder<string, Element>();
    private bool isWhole = true;

    public Definition Read(XElement process)
    {
        var id = (string?)process.Attribute("id") ?? "";
        if (id.Length == 0)
            problems.Add(process, "流程没有编号（id）。请在属性面板填写。");
        var body = ReadBody(process, null);
        if (!elements.Values.OfType<Elements.StartEvent>().Any(s => s.ParentId is null))
            problems.Add(process, "流程没有开始事件。请画一个开始事件。");
        return new(id, (string?)process.Attribute("name") ?? id, elements.ToImmutable()) { Body = body, VersionTag = TagOf(process), DeclaredVariables = new Extensions(process, problems).DeclaredVariables, IsWhole = isWhole };
    }

    private static string? TagOf(XElement process) =>
        (string?)process.Element(BpmnReader.Bpmn + "extensionElements")?.Element(BpmnReader.Zeebe + "versionTag")?.Attribute("value") is { Length: > 0 } tag ? tag : null;

    /// <summary>Reads what stands directly in a process or sub-process, and everything inside that.</summary>
    public Body ReadBody(XElement container, string? parentId)
    {
        var scope = Scope.Read(container, parentId, problems);
        var nodes = new NodeReader(globals, problems, scope, this);
        foreach (var node in scope.Nodes)
        {
            if (nodes.Read(node) is not { } element)
            {
                isWhole = false;
                continue;
            }
            if (elements.TryAdd(element.Id, element))
                continue;
            isWhole = false;
            problems.Add(node, $"编号“{element.Id}”用了不止一次。请给每个元素不同的编号。");
        }
        isWhole &= scope.IsWhole;
        return Soundness.Check(scope, [.. scope.Nodes.Select(n => elements.GetValueOrDefault(Scope.IdOf(n))).OfType<Element>()], problems);
    }
}
