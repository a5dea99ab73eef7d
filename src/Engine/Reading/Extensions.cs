using System.Collections.Immutable;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>What an element carries in <c>zeebe:</c> extension elements. Other vendors' extensions are passed over; unknown zeebe ones are refused.</summary>
internal sealed class Extensions
{
    private static readonly XNamespace Zeebe = BpmnReader.Zeebe;

    private readonly Dictionary<string, XElement> found = [];
    private readonly XElement owner;
    private readonly Problems problems;

    public Extensions(XElement owner, Problems problems)
    {
        (this.owner, this.problems) = (owner, problems);
        foreach (var extension in owner.Elements(BpmnReader.Bpmn + "extensionElements").Elements())
        {
            if (extension.Name.Namespace != Zeebe)
                continue;
            switch (extension.Name.LocalName)
            {
                case "assignmentDefinition" or "calledDecision" or "calledElement" or "formDefinition" or "ioMapping" or "loopCharacteristics"
                    or "properties" or "script" or "subscription" or "taskDefinition" or "taskHeaders" or "taskSchedule":
                    found[extension.Name.LocalName] = extension;
                    break;
                case "userTask" or "versionTag" or "userTaskForm" or "publicationMetadata":
                    break;
                default:
                    problems.Add(extension, $"不支持扩展“zeebe:{extension.Name.LocalName}”。请在属性面板删去它。");
                    break;
            }
        }
    }

    public bool Has(string name) => found.ContainsKey(name);

    public string? Text(string name, string attribute) =>
        ((string?)found.GetValueOrDefault(name)?.Attribute(attribute))?.Trim() is { Length: > 0 } text ? text : null;

    public Expression? Expression(string name, string attribute, string what) =>
        problems.Expression(found.GetValueOrDefault(name) ?? owner, Text(name, attribute), what);

    public bool Flag(string name, string attribute, bool otherwise) => Text(name, attribute) switch
    {
        "true" => true,
        "false" => false,
        _ => otherwise,
    };

    public ImmutableDictionary<string, string> Properties => Pairs("properties", "property", "name");

    /// <summary>Of a process: the variables that callers, handlers and messages from outside bring.</summary>
    public ImmutableArray<string> DeclaredVariables =>
        [.. (Properties.GetValueOrDefault("variables") ?? "").Split([',', '，', '、', ' ', '\n', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public ImmutableDictionary<string, string> Headers => Pairs("taskHeaders", "header", "key").SetItems(Properties);

    /// <summary>The properties written as FEEL.</summary>
    public ImmutableArray<(string, Expression)> ComputedProperties()
    {
        var computed = ImmutableArray.CreateBuilder<(string, Expression)>();
        foreach (var (name, value) in Properties.Where(p => p.Value.StartsWith('=')).OrderBy(p => p.Key, StringComparer.Ordinal))
            if (problems.Expression(owner, value, $"属性“{name}”的表达式") is { Feel: not null } expression)
                computed.Add((name, expression));
        return computed.ToImmutable();
    }

    public ImmutableArray<Mapping> Mappings(string direction)
    {
        if (found.GetValueOrDefault("ioMapping") is not { } io)
            return [];
        var mappings = ImmutableArray.CreateBuilder<Mapping>();
        foreach (var line in io.Elements(Zeebe + direction))
        {
            var target = ((string?)line.Attribute("target") ?? "").Split('.', StringSplitOptions.TrimEntries);
            if (target.Any(name => name.Length == 0))
                problems.Add(line, "变量映射没有写明目标变量。请在属性面板填写。");
            else if (problems.Expression(line, (string?)line.Attribute("source"), "变量映射的表达式") is { } source)
                mappings.Add(new(source, [.. target]));
            else if (string.IsNullOrWhiteSpace((string?)line.Attribute("source")))
                problems.Add(line, $"变量映射“{string.Join('.', target)}”没有写明来源。请在属性面板填写。");
        }
        return mappings.ToImmutable();
    }

    private ImmutableDictionary<string, string> Pairs(string name, string item, string key)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var pair in found.GetValueOrDefault(name)?.Elements(Zeebe + item) ?? [])
            if ((string?)pair.Attribute(key) is { Length: > 0 } text)
                pairs[text] = (string?)pair.Attribute("value") ?? "";
        return pairs.ToImmutable();
    }
}
