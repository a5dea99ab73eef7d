using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Workflow;

namespace Rectification.Hazards.Jobs;

/// <summary>Says when the next reminder of the present deadline is due; null when the deadline is met or the case is over.</summary>
public sealed class PlanReminder(HazardDesk desk, SettingsQueries settings) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        if (hazard.State.IsFinal || hazard.DeadlineMetAt is not null || hazard.DeadlineAt is not { } deadlineAt || hazard.DeadlineSetAt is not { } setAt)
            return Plan(null);
        var after = hazard.RemindedThrough is { } reminded && reminded > setAt ? reminded : setAt;
        var days = (await settings.For(hazard.StreetId, ct))["reminder.days-before"] is ImmutableArray<object?> list
            ? list.OfType<decimal>().Select(day => (int)day).ToImmutableArray()
            : [];
        return Plan(Reminders.Next(deadlineAt, after, days, await desk.Calendar(hazard, ct)));
    }

    private static JobAnswer.Done Plan(Reminder? next) =>
        new(Variables.Of((HazardVariables.NextAt, next?.At), (HazardVariables.Stage, next?.Stage)));
}

/// <summary>Reminds those who care for the hazard; the later, the higher it is told; in the end the nightly sweep opens facts for P04 (I4).</summary>
public sealed class SendReminder(HazardDesk desk, Notifier notifier) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        var stage = job.Variables[HazardVariables.Stage] as string ?? "";
        hazard.RemindedThrough = job.Variables[HazardVariables.NextAt] as DateTimeOffset? ?? job.At;
        if (hazard.State.IsFinal || hazard.DeadlineMetAt is not null || hazard.DeadlineAt is not { } deadlineAt)
            return JobAnswer.Ok;

        var late = Reminders.WorkdaysLate(stage);
        var day = HazardSentence.Day((await desk.Calendar(hazard, ct)).DeadlineDay(deadlineAt));
        var text = late == 0
            ? $"整改期限{(stage == "on-day" ? "今天" : "将于")}{day}24:00 到期：{hazard.PremisesName}，{job.Case.Title}"
            : $"整改已逾期 {late.ToString(CultureInfo.InvariantCulture)} 个工作日：{hazard.PremisesName}，{job.Case.Title}";
        await Tell(job, hazard, Role.GridWorker, text, stage, ct);
        await Tell(job, hazard, Role.EnterpriseContact, text, stage, ct);
        if (late >= await desk.Limit(hazard, "overdue.officer", ct) && late > 0)
            await Tell(job, hazard, Role.CommunitySafetyOfficer, text, stage, ct);
        if (late > 0 && late >= await desk.Limit(hazard, "overdue.street", ct))
            await Tell(job, hazard, Role.SafetyOfficer, text, stage, ct);
        return JobAnswer.Ok;
    }

    private Task Tell(Job job, Hazard hazard, Role role, string text, string stage, CancellationToken ct) =>
        notifier.ToRole(role, hazard.Place, text, $"/hazards/{hazard.CaseNumber}",
            $"deadline:{hazard.CaseNumber}:{hazard.DeadlineAt!.Value.UtcTicks}:{stage}:{role}", job.Case, ct);
}
