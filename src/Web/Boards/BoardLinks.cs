using System.Globalization;
using Rectification.Boards;
using Rectification.Oversight;
using Rectification.Web.Shared;

namespace Rectification.Web.Boards;

/// <summary>The list behind each figure. Without a community it is the whole street's.</summary>
internal static class BoardLinks
{
    public static string Open(Guid? community) => Address.Of("/hazards", ("community", community));

    public static string Major(Guid? community) => Address.Of("/hazards", ("level", "major"), ("community", community));

    public static string Overdue(Guid? community) => Address.Of("/hazards", ("view", "overdue"), ("community", community));

    public static string Found(Guid? community, Month month) =>
        Address.Of("/hazards", ("view", "all"), ("community", community), ("from", Day(month.First)), ("to", Day(month.Last)));

    public static string Due(Guid? community, Month month) => Address.Of("/hazards", ("view", "all"), ("community", community), ("due", month.ToString()));

    public static string DueAndStruckOff(Guid? community, Month month) =>
        Address.Of("/hazards", ("view", "all"), ("community", community), ("off", month.ToString()), ("due", month.ToString()));

    public static string StruckOff(Month month) => Address.Of("/hazards", ("view", "all"), ("off", month.ToString()));

    public static string Age(AgeGroup age) => Address.Of("/hazards", ("from", age.FoundFrom is { } from ? Day(from) : null), ("to", Day(age.FoundTo)));

    public static string LateTasks(Guid? community) => Address.Of("/boards/tasks", ("community", community), ("late", true), ("own", true));

    public static string Step(string elementId) => Address.Of("/boards/tasks", ("step", elementId));

    public static string Inspections(Guid? community, Month month, bool? isDone) =>
        Address.Of("/oversight/inspections", ("month", month.ToString()), ("community", community), ("done", isDone is { } done ? done ? "yes" : "no" : null));

    public static string Planned(Guid? community, Month month, PlannedState? state) =>
        Address.Of("/oversight/duties", ("month", month.ToString()), ("community", community), ("state", state?.ToString().ToLowerInvariant()));

    /// <summary>Of all months: an empty one in the address says so.</summary>
    public static string LedgersMissing(Guid? community) => Address.Of("/ledgers?month=", ("state", "missing"), ("community", community));

    public static string Undecided(Guid? community) => Address.Of("/accountability", ("stage", "undecided"), ("community", community));

    public static string Measures(Guid? community, string? measure = null) => Address.Of("/accountability", ("stage", "measure"), ("community", community), ("measure", measure));

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
