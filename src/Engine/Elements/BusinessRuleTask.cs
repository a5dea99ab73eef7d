namespace Rectification.Engine.Elements;

/// <summary>Asks a decision and keeps its answer in a variable.</summary>
public sealed record BusinessRuleTask(string Id, string Name, Expression DecisionId, string ResultVariable) : Activity(Id, Name)
{
    internal override Move Begin(Visit visit)
    {
        var visible = visit.Visible;
        if (DecisionId.Evaluate(visible, visit.Surroundings) is not string { Length: > 0 } decision)
            return visit.Fail($"“{Label}”的决策编号“{DecisionId}”没有得出文本。请更正数据后重试。");
        var answer = visit.Surroundings.Decisions.Decide(decision, visible, visit.Surroundings);
        return answer.Problem is { } problem
            ? visit.Fail($"“{Label}”的决策“{decision}”没有得出结果：{problem}")
            : visit.Complete(Variables.Empty.With(ResultVariable, answer.Value));
    }
}
