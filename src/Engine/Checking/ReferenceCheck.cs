using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Checking;

/// <summary>What a drawing names and nobody has: forms, decisions, processes, handlers, messages, performers.</summary>
internal sealed class ReferenceCheck(Definition definition, Known known, Findings findings)
{
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
                case CallActivity { ProcessId: { Feel: null } called } when IsUnknown(known.Processes, called.Text) && called.Text != definition.Id:
                    findings.Add(element, $"被调用的流程“{called}”没有部署。请先部署它，或改正名称。");
                    break;
                case BusinessRuleTask { DecisionId: { Feel: null } decision } when IsUnknown(known.Decisions, decision.Text):
                    findings.Add(element, $"所调用的决策“{decision}”没有部署。请先部署含有它的决策文件，或改用：{string.Join('、', known.Decisions!.Order(StringComparer.Ordinal).DefaultIfEmpty("（还没有部署任何决策）"))}。");
                    break;
            }
            if (JobType(element) is { Feel: null } type && IsUnknown(known.JobTypes, type.Text))
                findings.Add(element, $"没有程序能执行任务类型“{type}”。请改用：{string.Join('、', known.JobTypes!.Order(StringComparer.Ordinal))}。");
            if (Awaited(element) is { } message && known.Messages is { } messages && !messages.ContainsKey(message) && !thrown.Contains(message))
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

    private static bool IsUnknown(IReadOnlySet<string>? names, string name) => names is not null && !names.Contains(name);

    private static string? Awaited(Element element) => element switch
    {
        ReceiveTask receive => Fixed(receive.Message),
        { Awaited: MessageTrigger message } => Fixed(message),
        _ => null,
    };

    private static Expression? JobType(Element element) => element switch
    {
        ServiceTask task => task.JobType,
        ThrowEvent { Trigger: JobTrigger job } => job.JobType,
        EndEvent { Trigger: JobTrigger job } => job.JobType,
        _ => null,
    };

    private static string? Fixed(MessageTrigger message) => message.Name.Feel is null ? message.Name.Text : null;
}
