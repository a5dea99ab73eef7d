namespace Rectification.Engine.Elements;

/// <summary>Asks a decision and keeps its answer in a variable.</summary>
public sealed record BusinessRuleTask(string Id, string Name, Expression DecisionId, string ResultVariable) : Activity(Id, Name)
{
    public Binding Binding { get; init; }

    /// <summary>With <see cref="Binding.VersionTag"/> only.</summary>
    public Expression? VersionTag { get; init; }

    internal override Move Begin(Visit visit)
    {
        var visible = visit.Visible;
        if (visit.Evaluate(DecisionId, visible) is not string { Length: > 0 } decision)
            return visit.Fail($"“{Label}”的决策编号“{DecisionId}”没有得出文本。请更正数据后重试。");
        var tag = VersionTag is null ? null : visit.Evaluate(VersionTag, visible) as string;
        if (visit.Problem is not null)
            return visit.Fail();
        var answer = visit.Surroundings.Decisions.Decide(new(decision, Binding, tag), visible, visit.Surroundings);
        if (answer.Problem is { } problem)
        {
            var failed = visit.Fail($"“{Label}”的决策“{decision}”没有得出结果：{problem}");
            Tell(visit, decision, answer);
            return failed;
        }
        Tell(visit, decision, answer);
        return visit.Complete(Variables.Empty.With(ResultVariable, answer.Value));
    }

    private static void Tell(Visit visit, string decision, DecisionAnswer answer)
    {
        if (answer.Source is not null)
            visit.Emit(new Effect.TellDecision(visit.Token.Key, visit.Element.Id, decision, answer));
    }
}
