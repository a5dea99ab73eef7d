using Rectification.Hazards;

namespace Rectification.Enforcement.Steps;

/// <summary>A step of P02: what it does is kept as an act.</summary>
public abstract class EnforcementStep(HazardDesk desk) : HazardStep(desk)
{
    /// <summary>How the fields of the second and third party end.</summary>
    private static readonly string[] Suffixes = ["", "2", "3"];

    protected EnforcementRecord Record(Step step, EnforcementAct act, string? text = null)
    {
        var record = Act(step, act, text);
        Desk.Db.EnforcementRecords.Add(record);
        return record;
    }

    /// <summary>Photos and the decisions attached to penalties.</summary>
    protected async Task<Problem?> AttachAll(Step step, CancellationToken ct)
    {
        foreach (var field in Suffixes.Select(suffix => HazardFields.Decision + suffix).Prepend(HazardFields.Photos))
            if (await Attach(step, field, FilePurpose.Enforcement, ct) is { } problem)
                return problem;
        return null;
    }

    /// <summary>One record for each liable party (一案双罚); at least one.</summary>
    protected void RecordPenalties(Step step, DateTimeOffset? deadlineAt)
    {
        var parties = Suffixes
            .Where(suffix => suffix.Length == 0 || step.Text(HazardFields.Party + suffix) is not null || step.Values.Number(HazardFields.Amount + suffix) is not null);
        foreach (var suffix in parties)
            Desk.Db.EnforcementRecords.Add(new()
            {
                CaseNumber = step.Hazard.CaseNumber,
                StreetId = step.Hazard.StreetId,
                Act = EnforcementAct.Penalty,
                At = step.At,
                Line = NextLine,
                ById = step.By.UserId,
                ByName = step.By.Name,
                Text = Said(step) ?? EnforcementAct.Penalty.ChineseName,
                Party = step.Text(HazardFields.Party + suffix),
                Amount = step.Values.Number(HazardFields.Amount + suffix),
                DocumentNumber = step.Text(HazardFields.Document + suffix),
                PartyKind = Enum.TryParse<LiableParty>(step.Text(HazardFields.PartyKind + suffix), ignoreCase: true, out var kind) ? kind : null,
                FileIds = step.Values.FileIds(HazardFields.Decision + suffix) is { IsEmpty: false } files ? string.Join(',', files) : null,
                DeadlineAt = deadlineAt,
            });
    }

    /// <summary>A penalty always orders a deadline; without one in the form it is the longest that the rule allows.</summary>
    protected async Task<Result<DateOnly>> OrderedDay(Step step, CancellationToken ct)
    {
        var key = step.Hazard.Level == HazardLevel.Major ? "rectification.major-max-days" : "rectification.max-days";
        var max = await Desk.Limit(step.Hazard, key, ct);
        var calendar = await Desk.Calendar(step.Hazard, ct);
        var day = step.Values.Date(HazardFields.Deadline) ?? calendar.DayOf(step.At).AddDays(max);
        return DeadlineLimits.CheckDays(day, step.At, max, calendar) is { } fault ? Problem.Field(HazardFields.Deadline, fault) : day;
    }

    private int NextLine => Desk.Db.EnforcementRecords.Local.Count;

    private EnforcementRecord Act(Step step, EnforcementAct act, string? text) => new()
    {
        CaseNumber = step.Hazard.CaseNumber,
        StreetId = step.Hazard.StreetId,
        Act = act,
        At = step.At,
        Line = NextLine,
        ById = step.By.UserId,
        ByName = step.By.Name,
        Text = text ?? Said(step) ?? act.ChineseName,
        Authority = step.Text(HazardFields.Authority),
        // Beside a suspension the number is that of the penalty.
        DocumentNumber = act == EnforcementAct.Suspension ? null : step.Text(HazardFields.Document),
    };

    private static string? Said(Step step) => step.Text(HazardFields.Findings) ?? step.Reason ?? step.Text(HazardFields.Facts);
}
