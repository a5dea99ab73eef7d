using Rectification.Boards;
using Rectification.People;

namespace Rectification.Web.Layout;

/// <summary>A place one can go to.</summary>
/// <param name="Part">Heading that it stands under; empty for the main part.</param>
public sealed record Place(string Href, string Text, string Icon, string Part = "", int Count = 0)
{
    /// <summary>The inbox itself, for those whom the front page leads elsewhere while it is empty.</summary>
    public const string Inbox = "/?box=mine";

    public bool IsAt(string path) => Href is "/" or Inbox
        ? path == "/" || path.StartsWith("/tasks", StringComparison.Ordinal)
        : path == Href || (path.StartsWith(Href + "/", StringComparison.Ordinal) && path != "/hazards/new");
}

/// <summary>Who sees which places: only what the person may use is shown.</summary>
public static class Navigation
{
    /// <summary>Roles that register what they find.</summary>
    public static readonly Role[] Registering =
        [Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.DepartmentOfficer, Role.EnterpriseContact];

    /// <summary>Roles that decide by the tables or change them.</summary>
    private static readonly Role[] DecisionReaders =
        [Role.ProcessDesigner, Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.StreetLeader, Role.CommunitySafetyOfficer, Role.DepartmentOfficer, Role.DisciplineOfficer, Role.Auditor];

    private static readonly Role[] SettingReaders =
        [Role.SystemAdmin, Role.SafetyOfficeDirector, Role.StreetLeader, Role.SafetyOfficer, Role.ProcessDesigner, Role.Auditor];

    public static IEnumerable<Place> For(Frame frame)
    {
        if (frame.Actor is not { } actor)
            yield break;
        var seesCases = actor.Grants.Any(grant => grant.Role.SeesCases && grant.Role != Role.Auditor);
        var isEnterprise = IsEnterprise(actor);
        if (isEnterprise)
            yield return new("/enterprise", "本单位", "home");
        yield return new(isEnterprise ? Place.Inbox : "/", "待办", "tasks", Count: frame.OpenTasks);
        if (Registering.Any(actor.Has))
            yield return new("/hazards/new", "上报隐患", "add");
        if (seesCases)
            yield return new("/hazards", "隐患", "hazard");
        if (seesCases && !isEnterprise)
            yield return new("/premises", "场所", "building");
        if (actor.ReadsBoards)
            yield return new("/boards", "看板", "chart");
        var readsStreet = actor.Grants.Any(grant => grant.Role.SeesCases && grant.Role.Scope is ScopeKind.Street or ScopeKind.Community && grant.Role is not (Role.SealKeeper or Role.PoliceOfficer));
        if (readsStreet || actor.Has(Role.DisciplineOfficer))
            yield return new("/accountability", "责任追究", "log");
        if (readsStreet)
            yield return new("/ledgers", "每月清单", "sheet");
        if (Enforcement.HandoverListPage.Readers.Any(actor.Has))
            yield return new("/handovers", "涉嫌犯罪移送", "log");
        if (Accountability.OversightPage.Readers.Any(actor.Has) || actor.Has(Role.GridWorker))
            yield return new("/oversight", "检查和督查", "tasks");

        if (DecisionReaders.Any(actor.Has))
            yield return new("/decisions", "决策表", "sheet", "流程设计");
        if (actor.Has(Role.SystemAdmin) || actor.Has(Role.SecurityAdmin))
            yield return new("/admin/accounts", "账号", "person", "系统");
        if (actor.Has(Role.SecurityAdmin))
            yield return new("/admin/roles", "角色与范围", "key", "系统");
        if (actor.Has(Role.SystemAdmin))
            yield return new("/admin/organisation", "组织", "tree", "系统");
        if (SettingReaders.Any(actor.Has))
            yield return new("/settings", "设置", "sliders", "系统");
        if (SettingReaders.Any(actor.Has) || actor.Has(Role.DepartmentOfficer))
            yield return new("/policies", "政策条款", "sheet", "系统");
        if (actor.Has(Role.SystemAdmin) || actor.Has(Role.SafetyOfficeDirector))
            yield return new("/incidents", "运行异常", "warning", "系统", frame.Incidents);
        if (actor.Has(Role.SystemAdmin) || actor.Has(Role.ProcessDesigner))
            yield return new("/versions", "流程版本", "tree", "系统");
        if (actor.Has(Role.Auditor))
            yield return new("/admin/log", "管理日志", "log", "系统");
        if (frame.IsDemo)
            yield return new("/demo/clock", "演练时钟", "clock", "系统");
    }

    /// <summary>Four at the thumb; the last holds all the rest.</summary>
    public static IEnumerable<Place> OnPhone(Frame frame)
    {
        if (frame.Actor is null)
            yield break;
        var main = For(frame).Where(place => place.Part.Length == 0).ToList();
        foreach (var place in main.Take(3))
            yield return place.Href == "/hazards/new" ? place with { Text = "上报" } : place;
        yield return new("/me", "我的", "person");
    }

    public static bool IsEnterprise(Actor actor) => actor.Grants.Length > 0 && actor.Grants.All(grant => grant.Role == Role.EnterpriseContact);
}
