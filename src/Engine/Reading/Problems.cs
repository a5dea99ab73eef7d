using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Reading;

/// <summary>Gathers what is wrong with a drawing while it is read.</summary>
internal sealed class Problems
{
    private readonly List<BpmnProblem> found = [];

    public bool AreFatal => found.Exists(problem => !problem.IsWarning);

    public void Add(string? elementId, int line, string text) => found.Add(new(elementId, line, text));

    public void Add(XElement at, string text) => found.Add(new(IdAround(at), LineOf(at), text));

    public void Warn(XElement at, string text) => found.Add(new(IdAround(at), LineOf(at), text, IsWarning: true));

    public ImmutableArray<BpmnProblem> ToImmutable() => [.. found.OrderBy(problem => problem.Line)];

    /// <summary>Literal text, or FEEL after a leading <c>=</c>; null when there is nothing or it does not parse.</summary>
    public Expression? Expression(XElement at, string? text, string what)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        return text[0] != '=' ? new(text) : Feel(at, text[1..], what) is { } feel ? new(text, feel) : null;
    }

    /// <summary>FEEL whether or not it has the leading <c>=</c>.</summary>
    public FeelExpression? Feel(XElement at, string text, string what)
    {
        text = text.Trim();
        if (text.StartsWith('='))
            text = text[1..];
        var feel = FeelExpression.Parse(text, out var problem);
        if (problem is not null)
            Add(at, $"{what}“{Short(text)}”有语法错误（第 {problem.Line} 行第 {problem.Column} 列）：{problem.Message.TrimEnd('。')}。请更正表达式。");
        return problem is null ? feel : null;
    }

    public static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The id of the element, or of the nearest around it: extension elements have none of their own.</summary>
    private static string? IdAround(XElement element)
    {
        for (var at = element; at is not null; at = at.Parent)
            if ((string?)at.Attribute("id") is { } id && at.Name.Namespace == BpmnReader.Bpmn && !at.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
                return id;
        return null;
    }

    private static string Short(string text) => text.Length > 80 ? string.Concat(text.AsSpan(0, 80), "…") : text;
}
