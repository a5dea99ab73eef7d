using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Web.Shared;

namespace Rectification.Web.Layout;

/// <summary>What the frame around every page shows, read once a request: who, where, how many.</summary>
public sealed class Frame(CurrentActor current, StreetClock clock)
{
    public string Path { get; private set; } = "/";

    public Actor? Actor => current.Actor;

    public string StreetName { get; private set; } = "隐患整改闭环";

    public bool IsDemo { get; private set; }

    public int OpenTasks { get; private set; }

    public int Unread { get; private set; }

    public int Incidents { get; private set; }

    /// <summary>Dates and deadlines as sentences, in the street's calendar and at the instant of this request.</summary>
    public Times Times { get; private set; } = new(WorkCalendar.WeekdaysOnly, clock.GetUtcNow());

    /// <summary>社区安全员 · 东风社区.</summary>
    public string RoleLine => Actor is not { Grants: [var first, ..] grants } ? ""
        : $"{first.Role.ChineseName} · {first.ScopeName}" + (grants.Length > 1 ? $" 等 {grants.Length} 项" : "");

    internal Task Load(HttpContext http)
    {
        Path = http.Request.Path.Value ?? "/";
        return Task.CompletedTask;
    }
}
