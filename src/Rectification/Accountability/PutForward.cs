using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>提出追责情形 by hand: the triggers that only people can see (003-4). It is checked, answered and decided like any other.</summary>
/// <param name="SubjectId">Id of a community or department, number of a hazard, id or user name of a person.</param>
/// <param name="Sources">Numbers of the cases that the facts come from.</param>
/// <param name="Period">Null for what the trigger takes: the month, or the number of the first source.</param>
/// <param name="Document">Number or title of the paper that it rests on (上级通报).</param>
[Allow(Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.StreetLeader)]
public sealed record PutForward(
    string Trigger, SubjectKind SubjectKind, string SubjectId, string Facts, ImmutableArray<string> Sources, string? Period = null, string? Document = null) : ICommand<string>;

public sealed partial class PutForwardHandler(
    RectificationDb db, CurrentActor current, StreetClock clock, Calendars calendars, Subjects subjects, OpenAccountability accountability) : ICommandHandler<PutForward, string>
{
    private const int MostSources = 20;

    /// <returns>The case's number; of the earlier one when trigger, subject and period are the same.</returns>
    public async Task<Result<string>> Handle(PutForward command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var rule = TriggerRule.Find(command.Trigger?.Trim().ToUpperInvariant());
        if (rule is null || !rule.IsByHand)
            errors["trigger"] = rule is null ? "请选择追责情形" : $"情形 {rule.Code} 由系统自动发现，不能人工提出";
        var facts = command.Facts?.Trim() ?? "";
        if (facts.Length is < 2 or > 2000)
            errors["facts"] = "请写明事实（2–2000 字）";
        var document = string.IsNullOrWhiteSpace(command.Document) ? null : command.Document.Trim();
        if (rule is { NeedsDocument: true } && document is null)
            errors["document"] = "这一情形须附上级通报等文件，请填写文件名称和文号";
        if (document?.Length > 200)
            errors["document"] = "文件名称和文号最多 200 字";
        var sources = await Sources(command.Sources, actor, errors, ct);
        var subject = await Find(command.SubjectKind, command.SubjectId?.Trim() ?? "", actor, ct);
        if (subject is null)
            errors["subject"] = "没有这个对象，或不在您的范围内，请重新选择";
        var calendar = await calendars.For(actor.StreetId, ct);
        var period = command.Period?.Trim() is { Length: > 0 } given ? given
            : sources.Length > 0 ? sources[0]
            : command.SubjectKind == SubjectKind.Hazard && subject is { } about ? about.Subject.Id : FormattableString.Invariant($"{calendar.DayOf(now):yyyy-MM}");
        if (!MonthOrNumber().IsMatch(period))
            errors["period"] = "所属时段应为年月（如 2026-09）或案件编号";
        if (errors.Count > 0)
            return Problem.Fields(errors.ToImmutable());

        if (command.SubjectKind == SubjectKind.Hazard && !sources.Contains(subject!.Value.Subject.Id))
            sources = sources.Insert(0, subject.Value.Subject.Id);
        var opened = await accountability.Open(new Finding(rule!.Code, subject!.Value.Subject, period, $"hand:{Digest(facts)}", facts, sources, actor.StreetId, subject.Value.CommunityId)
        {
            Title = facts.Length <= 40 ? facts : string.Concat(facts.AsSpan(0, 39), "…"),
            SinceAt = now,
            ByName = actor.Name,
            Document = document,
            Happenings = document is null ? [new("提出情形", now, actor.Name)] : [new($"依据：{document}", null), new("提出情形", now, actor.Name)],
        }, now, ct);
        return opened.CaseNumber;
    }

    private async Task<ImmutableArray<string>> Sources(ImmutableArray<string> given, Actor actor, ImmutableSortedDictionary<string, string>.Builder errors, CancellationToken ct)
    {
        if (given.IsDefaultOrEmpty)
            return [];
        string[] numbers = [.. given.Select(number => number.Trim().ToUpperInvariant()).Where(number => number.Length > 0).Distinct()];
        var known = await db.Cases.AsNoTracking().Where(row => numbers.Contains(row.CaseNumber) && row.StreetId == actor.StreetId).Select(row => row.CaseNumber).ToListAsync(ct);
        if (numbers.Length > MostSources || known.Count < numbers.Length)
            errors["sources"] = numbers.Length > MostSources ? $"来源案件最多 {MostSources} 件" : $"没有这些案件：{string.Join("、", numbers.Except(known))}";
        return [.. numbers.Where(known.Contains)];
    }

    private async Task<(Subject Subject, Guid? CommunityId)?> Find(SubjectKind kind, string id, Actor actor, CancellationToken ct)
    {
        var isId = Guid.TryParse(id, out var key);
        switch (kind)
        {
            case SubjectKind.Community or SubjectKind.Department:
                var unitKind = kind == SubjectKind.Community ? OrgUnitKind.Community : OrgUnitKind.Department;
                var unit = await db.OrgUnits.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == actor.StreetId && row.Kind == unitKind && (isId ? row.Id == key : row.Name == id), ct);
                return unit is null ? null : kind == SubjectKind.Community ? (Subject.Community(unit.Id, unit.Name), unit.Id) : (Subject.Department(unit.Id, unit.Name), null);
            case SubjectKind.Person:
                var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == actor.StreetId && (isId ? row.Id == key : row.UserName == id), ct);
                if (user is null || await subjects.Person(user.Id, ct) is not { } person)
                    return null;
                return (person, subjects.CommunityOf(person, await CommunityOf(user.Id, ct)));
            default:
                return await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == id && row.Kind == CaseKind.Hazard && row.StreetId == actor.StreetId, ct) is { } hazard
                    ? (Subject.Hazard(hazard.CaseNumber, hazard.Title), hazard.CommunityId) : null;
        }
    }

    /// <summary>The community that a person works in: where a role is held, or the one above its grid.</summary>
    private async Task<Guid?> CommunityOf(Guid userId, CancellationToken ct) => await (
        from grant in db.RoleGrants.AsNoTracking()
        join unit in db.OrgUnits on grant.ScopeId equals unit.Id
        where grant.UserId == userId && (unit.Kind == OrgUnitKind.Community || unit.Kind == OrgUnitKind.Grid)
        orderby grant.GrantedAt, grant.Id
        select unit.Kind == OrgUnitKind.Community ? (Guid?)unit.Id : unit.ParentId).FirstOrDefaultAsync(ct);

    private static string Digest(string facts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..16];

    [GeneratedRegex(@"^([0-9]{4}-(0[1-9]|1[0-2])|[A-Z]{2}-[0-9]{4}-[0-9]{6})$")]
    private static partial Regex MonthOrNumber();
}
