using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Reads BPMN 2.0 XML. What it does not know it refuses: every problem at once.</summary>
public static class BpmnReader
{
    /// <summary>So long a file may be.</summary>
    public const int MaxCharacters = 10_000_000;

    /// <summary>So many levels of XML stand in one another at most.</summary>
    public const int MaxDepth = 100;

    /// <summary>So many elements and flows are drawn at most, those of all processes and levels together.</summary>
    public const int MaxElements = 5_000;

    /// <summary>In characters: ids are keys of rows.</summary>
    public const int MaxIdLength = 255;

    internal static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    internal static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Reads a file; what is wrong with it is told in Chinese, nothing is thrown.</summary>
    /// <param name="isDeployed">Taken into use earlier: the rules of the standard are not asked again, for they may have grown since, and its cases still run.</param>
    public static BpmnReading Read(string xml, bool isDeployed = false)
    {
        var problems = new Problems(isDeployed);
        if (Load(xml, problems) is { Root: { } root })
        {
            problems.Accepted = AcceptedIn(root);
            var processes = ReadDefinitions(root, problems);
            return new(problems.AreFatal ? [] : processes, problems.ToImmutable())
            {
                Drafts = processes,
                Found = problems,
                Lines = LinesOf(root),
                Settings = [.. problems.Settings],
            };
        }
        return new([], problems.ToImmutable()) { Found = problems };
    }

    // Flows need no id.
    private static bool IsDrawn(XElement element) =>
        element.Name.Namespace == Bpmn && (element.Attribute("id") is not null || element.Name.LocalName is "sequenceFlow" or "association" || element.Name.LocalName.EndsWith("ask", StringComparison.Ordinal));

    private static Dictionary<string, int> LinesOf(XElement root)
    {
        var lines = new Dictionary<string, int>();
        foreach (var element in root.Descendants())
            if (element.Name.Namespace == Bpmn && (string?)element.Attribute("id") is { } id)
                lines.TryAdd(id, Reading.Problems.LineOf(element));
        return lines;
    }

    private static Dictionary<string, string> AcceptedIn(XElement root)
    {
        var accepted = new Dictionary<string, string>();
        foreach (var property in root.Descendants(Zeebe + "property"))
            if ((string?)property.Attribute("name") == "accepted" && (string?)property.Attribute("value") is { Length: > 0 } reason
                && property.Parent?.Parent is { } extensions && extensions.Name == Bpmn + "extensionElements" && (string?)extensions.Parent?.Attribute("id") is { } id)
                accepted.TryAdd(id, reason);
        return accepted;
    }

    private static XDocument? Load(string xml, Problems problems)
    {
        if (xml.Length > MaxCharacters)
        {
            problems.Add(null, 0, $"文件有 {xml.Length} 个字符，最多 {MaxCharacters} 个。请删去不需要的内容后再上传。");
            return null;
        }
        var settings = XmlBounds.Settings(MaxCharacters);
        try
        {
            if (XmlBounds.Excess(xml, settings, MaxDepth) is var (line, text))
            {
                problems.Add(null, line, text);
                return null;
            }
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException fault)
        {
            problems.Add(null, fault.LineNumber, $"文件不是完整的 XML，或带有不允许的 DTD 声明（第 {fault.LineNumber} 行第 {fault.LinePosition} 列）。请从流程设计工具重新导出。");
            return null;
        }
    }

    private static ImmutableArray<Definition> ReadDefinitions(XElement root, Problems problems)
    {
        if (root.Name != Bpmn + "definitions")
        {
            problems.Add(root, "文件不是 BPMN 2.0 流程图（根元素应为 bpmn:definitions）。请从流程设计工具导出 BPMN 2.0 XML。");
            return [];
        }
        if (root.Descendants().Count(IsDrawn) is var count and > MaxElements)
        {
            problems.Add(root, $"流程图有 {count} 个元素，最多 {MaxElements} 个。请拆成几个流程，用调用活动连接。");
            return [];
        }
        if (problems.AskNewRules)
        {
            if (root.Descendants().FirstOrDefault(e => e.Name.Namespace == Bpmn && ((string?)e.Attribute("id"))?.Length > MaxIdLength) is { } named)
            {
                problems.Add(null, Reading.Problems.LineOf(named), $"编号（id）最长 {MaxIdLength} 个字符。请改短。");
                return [];
            }
            var byId = new ElementIndex(root);
            new Constraints(root, byId, problems).Check();
            new References(root, byId, problems).Check();
            new FlowConstraints(root, problems).Check();
            new DataConstraints(root, byId, problems).Check();
            new DataFlowConstraints(root, byId, problems).Check();
            new UsageConstraints(root, byId, problems).Check();
        }
        var globals = Globals.Read(root, problems);
        var processes = ImmutableArray.CreateBuilder<Definition>();
        foreach (var process in root.Elements(Bpmn + "process"))
            if ((string?)process.Attribute("isExecutable") != "false")
                processes.Add(new ProcessReader(globals, problems).Read(process));

        if (processes.Count == 0 && !problems.AreFatal)
            problems.Add(root, "文件里没有可执行的流程。请在流程的属性中勾选“可执行”（isExecutable）。");
        foreach (var twice in processes.GroupBy(p => p.Id).Where(same => same.Count() > 1))
            problems.Add(root, $"文件里有 {twice.Count()} 个流程的编号都是“{twice.Key}”。请给每个流程不同的编号。");
        return processes.ToImmutable();
    }
}

/// <summary>What a file says, and what is wrong with it.</summary>
/// <param name="Processes">Empty when a problem is more than a warning.</param>
public sealed record BpmnReading(ImmutableArray<Definition> Processes, ImmutableArray<BpmnProblem> Problems)
{
    /// <summary>The processes as far as they could be read, those of a refused file too: to tell what else is wrong with them, never to run.</summary>
    public ImmutableArray<Definition> Drafts { get; init; } = [];

    /// <summary>The problems as they were gathered.</summary>
    internal Problems Found { get; init; } = new();

    /// <summary>Where each element stands in the file, from 1; empty when nothing could be read.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Settings that expressions name by literal keys.</summary>
    internal ImmutableArray<DrawnSetting> Settings { get; init; } = [];
}

/// <param name="Line">From 1.</param>
/// <param name="Expression">What it is and its text, for a message.</param>
internal sealed record DrawnSetting(string? ElementId, int Line, string Expression, string Key);
