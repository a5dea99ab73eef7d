using Rectification.Engine.Elements;
using Rectification.Engine.Feel;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Checking;

/// <summary>Variables that expressions read and nothing writes: usually a slip of the pen, found at last by a case that stands still.</summary>
internal sealed class NameCheck(Definition definition, Known known, Findings findings)
{
    private static readonly string[] OfLoops = ["loopCounter", "numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfTerminatedInstances"];

    // Counted by a complex gateway for its activation condition only.
    private const string OfJoins = "activationCount";

    public void Check()
    {
        var set = Written();
        foreach (var element in definition.Elements.Values.OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            var missing = Names(element).Where(name => !set.Contains(name)).Distinct().ToList();
            if (missing.Count > 0)
                findings.Warn(element, $"“{element.Label}”用到的变量{string.Concat(missing.Select(name => $"“{name}”"))}没有一处写入，取到的会是空值。请核对名称；由业务程序或调用方写入的，请列入流程的 variables 属性。");
        }
    }

    private HashSet<string> Written()
    {
        var set = new HashSet<string>(known.Variables.Concat(definition.DeclaredVariables));
        foreach (var element in definition.Elements.Values)
        {
            foreach (var mapping in element.Inputs.Concat(element.Outputs))
                set.Add(mapping.Target[0]);
            switch (element)
            {
                case UserTask task:
                    set.Add("outcome");
                    if (task.FormId is { } form && known.Forms?.TryGetValue(form, out var fields) is true)
                        set.UnionWith(fields);
                    break;
                case ScriptTask script:
                    set.Add(script.ResultVariable);
                    break;
                case BusinessRuleTask rule:
                    set.Add(rule.ResultVariable);
                    break;
            }
            if ((element.Awaited as MessageTrigger)?.Name.Fixed is { } message && known.Messages?.TryGetValue(message, out var brought) is true)
                set.UnionWith(brought);
            if ((element as Activity)?.Loop is not { } loop)
                continue;
            set.UnionWith(OfLoops);
            if (loop is MultiInstance many)
                set.UnionWith(new[] { many.InputElement, many.OutputCollection }.OfType<string>());
        }
        return set;
    }

    private static IEnumerable<string> Names(Element element)
    {
        var names = Read(element).OfType<FeelExpression>().SelectMany(feel => feel.SureVariables);
        return element is ComplexGateway { Activation.Feel: { } activation } ? names.Concat(activation.SureVariables.Where(name => name != OfJoins)) : names;
    }

    // What output mappings read comes from the handler, the form or the called process: nobody can tell here.
    private static IEnumerable<FeelExpression?> Read(Element element)
    {
        foreach (var flow in element.Outgoing)
            yield return flow.Condition;
        foreach (var mapping in element.Inputs)
            yield return mapping.Source.Feel;
        foreach (var expression in Expressions(element))
            yield return expression?.Feel;
    }

    private static IEnumerable<Expression?> Expressions(Element element)
    {
        IEnumerable<Expression?> own = element switch
        {
            UserTask task => [task.Assignee, task.CandidateGroups, task.DueDate, .. task.ComputedProperties.Select(p => p.Value)],
            ScriptTask script => [script.Script],
            BusinessRuleTask rule => [rule.DecisionId, rule.VersionTag],
            CallActivity call => [call.ProcessId, call.VersionTag],
            ThrowEvent { Trigger: SignalTrigger signal } => [signal.Name],
            EndEvent { Trigger: SignalTrigger signal } => [signal.Name],
            _ when Definition.JobTypeOf(element) is { } type => [type],
            _ when Definition.SentBy(element) is { } message => [message.Name, message.CorrelationKey],
            _ => element.Awaited switch
            {
                TimerTrigger timer => [timer.When],
                MessageTrigger message => [message.Name, message.CorrelationKey],
                ConditionTrigger condition => [condition.Condition],
                SignalTrigger signal => [signal.Name],
                _ => [],
            },
        };
        return (element as Activity)?.Loop switch
        {
            MultiInstance many => own.Concat([many.Cardinality, many.InputCollection, many.CompletionCondition]),
            StandardLoop standard => own.Append(standard.Condition),
            _ => own,
        };
    }
}
