using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Reading;

/// <summary>Gathers what is wrong with a drawing while it is read.</summary>
/// <param name="isDeployed">Taken into use earlier: what only later rules refuse is not told, for its cases still run.</param>
internal sealed class Problems(bool isDeployed = false)
{
    public const int MaxTold = 500;
    public const int MaxExpression = 20_000;

    // In the place of what does not parse, so that the rest is read and told of as well; the file is refused anyway.
    private static readonly FeelExpression Nothing = FeelExpression.Parse("null", out _)!;

    private readonly List<BpmnProblem> found = [];
    private int untold;

    /// <summary>Why warnings about an element, or a process, are meant to be: its property <c>accepted</c>, by id.</summary>
    public IReadOnlyDictionary<string, string> Accepted { get; set; } = ImmutableDictionary<string, string>.Empty;

    public bool AreFatal { get; private set; }

    /// <summary>Rules that came after the first drawings were in use are asked of new ones only.</summary>
    public bool AskNewRules => !isDeployed;

    public void Add(string? elementId, int line, string text) => Add(new BpmnProblem(elementId, line, text));

    public void Add(XElement at, string text) => Add(new BpmnProblem(IdAround(at), LineOf(at), text));

    public void Warn(XElement at, string text) => Add(new BpmnProblem(IdAround(at), LineOf(at), text, IsWarning: true));

    public ImmutableArray<BpmnProblem> ToImmutable()
    {
        var told = found.OrderBy(problem => problem.Line).Select(problem => problem.Explained(Accepted));
        return untold == 0 ? [.. told] : [.. told, new(null, 0, $"另有 {untold} 处问题没有列出。请先更正以上各处。", IsWarning: !AreFatal)];
    }

    /// <summary>The same so far; what is added to it is not told here.</summary>
    public Problems Copy()
    {
        var copy = new Problems(!AskNewRules) { AreFatal = AreFatal, Accepted = Accepted, untold = untold };
        copy.found.AddRange(found);
        return copy;
    }

    /// <summary>Literal text, or FEEL after a leading <c>=</c>; null when there is nothing. What does not parse is told, and stands there as if it gave nothing.</summary>
    public Expression? Expression(XElement at, string? text, string what)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        return text[0] != '=' ? new(text) : new(text, Feel(at, text[1..], what));
    }

    /// <summary>FEEL whether or not it has the leading <c>=</c>; what does not parse is told, and stands there as if it gave nothing.</summary>
    public FeelExpression Feel(XElement at, string text, string what)
    {
        text = text.Trim();
        if (text.StartsWith('='))
            text = text[1..];
        if (AskNewRules && text.Length > MaxExpression)
        {
            Add(at, $"{what}有 {text.Length} 个字符，最多 {MaxExpression} 个。请拆成几个脚本任务，或改用决策表。");
            return Nothing;
        }
        var feel = FeelExpression.Parse(text, out var problem);
        if (problem is not null)
            Add(at, $"{what}“{Short(text)}”有语法错误（第 {problem.Line} 行第 {problem.Column} 列）：{problem.Message.TrimEnd('。')}。请更正表达式。");
        foreach (var doubt in AskNewRules && feel is not null ? feel.Doubts : [])
            Add(at, $"{what}“{Short(text)}”永远得不出值（第 {doubt.Line} 行第 {doubt.Column} 列）：{doubt.Message}。请更正表达式。");
        foreach (var key in feel?.SettingKeys ?? [])
            Settings.Add(new(IdAround(at), LineOf(at), $"{what}“{Short(text)}”", key));
        return feel ?? Nothing;
    }

    /// <summary>Settings that expressions name, each with its place.</summary>
    public List<DrawnSetting> Settings { get; } = [];

    public void Add(BpmnProblem problem)
    {
        AreFatal |= !problem.IsWarning;
        problem = problem with { Text = Short(problem.Text, 1_000) };
        if (found.Count < MaxTold)
        {
            found.Add(problem);
            return;
        }
        untold++;
        // Doubts must not crowd out what refuses the file.
        if (!problem.IsWarning && found.FindLastIndex(known => known.IsWarning) is >= 0 and var least)
            found[least] = problem;
    }

    public static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The id of the element, or of the nearest around it that is drawn: extension elements have none of their own, what an event waits for and how an activity is repeated have no shape.</summary>
    private static string? IdAround(XElement element)
    {
        for (var at = element; at is not null; at = at.Parent)
            if ((string?)at.Attribute("id") is { } id && at.Name.Namespace == BpmnReader.Bpmn && !IsPart(at.Name.LocalName))
                return id;
        return null;
    }

    private static bool IsPart(string name) =>
        name.EndsWith("EventDefinition", StringComparison.Ordinal) || name.EndsWith("LoopCharacteristics", StringComparison.Ordinal) || name == "complexBehaviorDefinition";

    private static string Short(string text, int length = 80) => text.Length > length ? string.Concat(text.AsSpan(0, length), "…") : text;
}
