using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Hazards.Steps;

/// <summary>What the finder wrote is not typed twice: forms of a notice start with it.</summary>
public sealed class NoticePrefill(HazardDesk desk) : ITaskPrefill
{
    public async Task<Variables> Prefill(TaskRow task, CaseRow @case, CancellationToken ct)
    {
        var hazard = await desk.Of(@case, ct);
        var calendar = await desk.Calendar(hazard, ct);
        var today = calendar.DayOf(task.CreatedAt);
        var suggested = hazard.SuggestedDeadline is { } day && day >= today ? day : today.AddDays(await desk.Limit(hazard, "rectification.suggested-days", ct));
        return Variables.Of(
            (HazardFields.Problem, hazard.Description),
            (HazardFields.Measures, hazard.Measures),
            (HazardFields.InterimMeasures, hazard.InterimMeasures),
            (HazardFields.Acceptor, hazard.AcceptorName),
            (HazardFields.Funds, hazard.Funds),
            (HazardFields.Deadline, suggested));
    }
}

/// <summary>The report starts with its newest version, so that a returned one is mended.</summary>
public sealed class ReportPrefill(HazardDesk desk, ReportWriter reports) : ITaskPrefill
{
    public async Task<Variables> Prefill(TaskRow task, CaseRow @case, CancellationToken ct)
    {
        var hazard = await desk.Of(@case, ct);
        var report = await reports.Newest(@case.CaseNumber, ct);
        var calendar = await desk.Calendar(hazard, ct);
        return Variables.Of(
            (HazardFields.Problem, report?.Description ?? hazard.Description),
            (HazardFields.Responsibility, report?.Responsibility),
            (HazardFields.Measures, report?.Measures ?? hazard.Measures),
            (HazardFields.Funds, report?.Funds ?? hazard.Funds),
            (HazardFields.TimeLimit, report?.TimeLimit ?? (hazard.DeadlineAt is { } endsAt ? calendar.DeadlineDay(endsAt) : null)),
            (HazardFields.Plan, report?.Plan),
            (HazardFields.EnterprisePerson, hazard.EnterprisePerson),
            (HazardFields.CommunityPerson, hazard.CommunityPerson),
            (HazardFields.DepartmentPerson, hazard.DepartmentPerson));
    }
}

/// <summary>The officer starts from the day that was asked for.</summary>
public sealed class ExtensionPrefill(HazardDesk desk) : ITaskPrefill
{
    public async Task<Variables> Prefill(TaskRow task, CaseRow @case, CancellationToken ct) =>
        Variables.Of((HazardFields.Deadline, (await desk.Of(@case, ct)).RequestedDeadline));
}
