using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Checking;

/// <summary>What a drawing names and nobody has: forms, decisions, processes, handlers, messages, performers.</summary>
internal sealed class ReferenceCheck(Definition definition, Known known, Findings findings)
{
    // Of what there is instead.
    private const int MostNamed = 30;

    public void Check()
    {
        var thrown = definition.SentMessages;
        foreach (var element in definition.Elements.Values.OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            switch (element)
            {
                case UserTask task:
                    CheckTask(task);
                    break;
                case CallActivity { ProcessId.Fixed: { } called } when IsUnknown(known.Processes, called) && called != definition.Id:
                    findings.Add(element, $"被调用的流程“{called}”没有部署。请先部署它，或改正名称。");
                    break;
                case BusinessRuleTask { DecisionId.Fixed: { } decision } when IsUnknown(known.Decisions, decision):
                    findings.Add(element, $"所调用的决策“{decision}”没有部署。请先部署含有它的决策文件{Instead(known.Decisions!, "。", "，或改用：")}");
                    break;
            }
            if (Definition.JobTypeOf(element)?.Fixed is { } type && IsUnknown(known.JobTypes, type))
                findings.Add(element, $"没有程序能执行任务类型“{type}”。{Instead(known.JobTypes!, "请更正任务类型；现在没有任何程序可用。")}");
            // What could not be read may send it.
            if (definition.IsWhole && (element.Awaited as MessageTrigger)?.Name.Fixed is { } message && known.Messages is { } messages && !messages.ContainsKey(message) && !thrown.Contains(message))
                findings.Warn(element, $"没有人，也没有已部署的流程会发出消息“{message}”，这里会一直等下去。请核对消息名称，或先部署发送它的流程。");
        }
    }

    private void CheckTask(UserTask task)
    {
        if (task.FormId is { } form && known.Forms is { } forms && !forms.ContainsKey(form))
            findings.Add(task, $"表单“{form}”没有部署。请先部署它，或改用已有的表单。");
        if (task.Assignee is null && task.CandidateGroups is null)
            findings.Add(task, $"“{task.Label}”没有写明由谁办理，谁都办不了。请填写候选组，如 GridWorker@grid。");
        if (task.CandidateGroups is { Feel: null } groups)
            foreach (var group in groups.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                CheckGroup(task, "办理人", group);
        if (task.Properties.GetValueOrDefault("otherwise") is { } otherwise && !otherwise.StartsWith('='))
            CheckGroup(task, "替代办理人", otherwise);
        foreach (var other in (task.Properties.GetValueOrDefault("distinct-from") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!other.StartsWith('=') && definition.Elements.GetValueOrDefault(other) is not UserTask)
                findings.Warn(task, $"“{task.Label}”要避开“{other}”的办理人，流程里没有这个用户任务，避不开任何人。请改正编号。");
    }

    private void CheckGroup(UserTask task, string what, string group)
    {
        if (known.WrongGroup?.Invoke(group) is { } wrong)
            findings.Add(task, $"{what}“{group}”{wrong}");
    }

    /// <summary>The way out where there is a choice, or what is to be said where there is none.</summary>
    private static string Instead(IReadOnlySet<string> names, string withoutAny, string before = "请改用：") => names.Count == 0 ? withoutAny
        : $"{before}{string.Join('、', names.Order(StringComparer.Ordinal).Take(MostNamed))}{(names.Count > MostNamed ? $"等 {names.Count} 种" : "")}。";

    private static bool IsUnknown(IReadOnlySet<string>? names, string name) => names is not null && !names.Contains(name);
}
