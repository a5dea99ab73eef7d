using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Web.Shared;
using Rectification.Workflow;

namespace Rectification.Web.Layout;

/// <summary>What the frame around every page shows, read once a request: who, where, how many.</summary>
public sealed class Frame(
    CurrentActor current, StreetClock clock, RunningInstallation installation, Calendars calendars, ScopeQueries scopes,
    TaskQueries tasks, NotificationQueries notifications, IncidentQueries incidents)
{
    public string Path { get; private set; } = "/";

    public Actor? Actor => current.Actor;

    public string StreetName { get; private set; } = "隐患整改闭环";

    public bool IsDemo => installation.IsDemo;

    public InboxCounts Counts { get; private set; } = new(0, 0, 0);

    public int OpenTasks => Counts.Mine + Counts.Claimable;

    public int Unread { get; private set; }

    public int Incidents { get; private set; }

    /// <summary>Dates and deadlines as sentences, in the street's calendar and at the instant of this request.</summary>
    public Times Times { get; private set; } = new(WorkCalendar.WeekdaysOnly, clock.GetUtcNow());

    /// <summary>社区安全员 · 东风社区.</summary>
    public string RoleLine => Actor is not { Grants: [var first, .. var others] } ? ""
        : $"{first.Role.ChineseName} · {first.ScopeName}" + (others.Length > 0 ? $" 等 {others.Length + 1} 项" : "");

    internal async Task Load(HttpContext http)
    {
        Path = http.Request.Path.Value ?? "/";
        if (Actor is not { } actor)
            return;
        var ct = http.RequestAborted;
        StreetName = await scopes.NameOf(actor.StreetId, ct) is { Length: > 0 } name ? name : StreetName;
        Times = new(await calendars.For(actor.StreetId, ct), clock.GetUtcNow());
        Counts = await tasks.Counts(actor, ct);
        Unread = await notifications.Unread(actor, ct);
        Incidents = await incidents.OpenCount(actor, ct);
    }
}
