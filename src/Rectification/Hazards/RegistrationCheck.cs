using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Files;
using Rectification.People;
using Rectification.Premises;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Hazards;

/// <summary>Reads what was sent for a new hazard; every fault is told at its field, all at once.</summary>
public sealed class RegistrationCheck(RectificationDb db, StreetClock clock, CaseFiles files, Calendars calendars, SettingsQueries settings, HazardAdvice advice)
{
    private const int MaxLocation = 200;

    private static readonly Role[] Finders =
        [Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.DepartmentOfficer, Role.EnterpriseContact];

    public async Task<Result<CheckedRegistration>> Read(RegisterHazard command, Actor actor, CancellationToken ct)
    {
        if (await db.Sites.AsNoTracking().FirstOrDefaultAsync(site => site.Id == command.PremisesId, ct) is not { } site
            || (site.StreetId != actor.StreetId && !actor.IsSystem))
            return AtPremises(ProblemKind.NotFound, "premises.unknown", "没有这个场所，请重新选择");
        if (!actor.IsSystem && !Finders.Any(role => actor.Holds(role, site.Place)))
            return AtPremises(ProblemKind.Forbidden, "premises.out-of-scope", "该场所不在您的管辖范围，请重新选择");

        var role = actor.IsSystem ? Role.SafetyOfficer : Finders.First(role => actor.Holds(role, site.Place));
        var calendar = await calendars.For(site.StreetId, ct);
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>();
        var level = role == Role.EnterpriseContact ? HazardLevel.Undetermined : HazardWords.Level(command.Level);
        if (level is null)
            errors["level"] = "请选择隐患等级：现场整改、一般、重大或等级待评估";
        var category = HazardCategories.Find(command.Category);
        if (category is null)
            errors["category"] = "请选择隐患类别";
        var kind = string.IsNullOrEmpty(command.Kind) ? Suggested(category) : HazardWords.Kind(command.Kind);
        if (kind is null)
            errors["kind"] = "请选择事故隐患、火灾隐患或安全生产违法行为";
        var source = string.IsNullOrEmpty(command.Source) ? Suggested(role) : HazardWords.Source(command.Source);
        if (source is null)
            errors["source"] = "请选择隐患来源";

        CheckText("description", command.Description, 2, 2000, isRequired: true, "隐患情况");
        CheckText("measures", command.Measures, 2, 2000, isRequired: false, "整改措施");
        CheckText("interimMeasures", command.InterimMeasures, 2, 2000, isRequired: false, "整改期间的安全措施");
        CheckText("location", command.Location, 1, MaxLocation, isRequired: false, "具体位置");
        if (command.Deadline is { } day)
        {
            var max = Convert.ToInt32((await settings.For(site.StreetId, ct))[level == HazardLevel.Major ? "rectification.major-max-days" : "rectification.max-days"]!,
                System.Globalization.CultureInfo.InvariantCulture);
            if (DeadlineLimits.CheckDays(day, clock.GetUtcNow(), max, calendar) is { } fault)
                errors["deadline"] = fault;
        }
        if (!command.Criteria.IsEmpty && command.Criteria.Except(await advice.Criteria(ct)).ToList() is { Count: > 0 } unknown)
            errors["criteria"] = $"没有“{string.Join("”“", unknown)}”这种情形，请从列出的情形中选择";
        if (await files.Check(command.Photos, null, actor, ct) is { } photos)
            errors["photos"] = photos;
        return errors.Count > 0
            ? Problem.Fields(errors.ToImmutable())
            : new CheckedRegistration(site, role, level!.Value, category!, kind!.Value, source!.Value, calendar);

        void CheckText(string field, string? text, int min, int max, bool isRequired, string name)
        {
            var length = text?.Trim().Length ?? 0;
            if (length == 0 && isRequired)
                errors[field] = $"请填写{name}";
            else if (length > 0 && length < min)
                errors[field] = $"{name}至少 {min} 个字";
            else if (length > max)
                errors[field] = $"{name}最多 {max} 个字，现有 {length} 个字";
        }
    }

    private static Problem AtPremises(ProblemKind kind, string code, string title) =>
        new(kind, code, title, ImmutableSortedDictionary<string, string>.Empty.Add("premisesId", title));

    private static HazardKind? Suggested(HazardCategory? category) =>
        category?.Code is "fire" or "evacuation" or "eBike" or "threeInOne" ? HazardKind.Fire : HazardKind.Accident;

    private static HazardSource? Suggested(Role role) => role switch
    {
        Role.EnterpriseContact => HazardSource.SelfInspection,
        Role.GridWorker or Role.CommunitySafetyOfficer => HazardSource.Patrol,
        _ => HazardSource.Supervision,
    };
}

/// <param name="As">The role in which the finder acts here.</param>
public sealed record CheckedRegistration(
    Site Site, Role As, HazardLevel Level, HazardCategory Category, HazardKind Kind, HazardSource Source, WorkCalendar Calendar);
