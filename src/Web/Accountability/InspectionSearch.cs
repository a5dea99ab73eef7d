using Rectification.Oversight;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>What the list of monthly inspections is narrowed to, as it stands in the address; the export follows it.</summary>
/// <param name="IsDone"><c>yes | no</c>; without it both.</param>
internal sealed record InspectionSearch(Month Month, Guid? Community, bool? IsDone)
{
    public MonthlyInspectionFilter Filter => new(Month, Community, IsDone);

    public string At(string path = "/oversight/inspections", string? after = null) => Address.Of(path,
        ("month", Month.ToString()), ("community", Community), ("done", IsDone switch { true => "yes", false => "no", _ => null }), ("after", after));

    public static InspectionSearch From(IQueryCollection query, DateOnly today) => new(UnitMonth.Month(query, today), UnitMonth.Community(query),
        query["done"].FirstOrDefault() switch { "no" => false, "yes" => true, _ => null });
}

/// <summary>The same of planned inspections.</summary>
/// <param name="State"><c>open | done | missed</c>; without it all.</param>
internal sealed record PlannedSearch(Month Month, Guid? Community, PlannedState? State)
{
    public PlannedFilter Filter => new(Month, Community, State);

    public string At(string path = "/oversight/duties", string? after = null) => Address.Of(path,
        ("month", Month.ToString()), ("community", Community), ("state", State?.ToString().ToLowerInvariant()), ("after", after));

    public static PlannedSearch From(IQueryCollection query, DateOnly today) => new(UnitMonth.Month(query, today), UnitMonth.Community(query),
        Enum.TryParse<PlannedState>(query["state"].FirstOrDefault(), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null);
}

internal static class UnitMonth
{
    public static Month Month(IQueryCollection query, DateOnly today) => Rectification.Month.Read(query["month"].FirstOrDefault()) ?? Rectification.Month.Of(today);

    public static Guid? Community(IQueryCollection query) => Guid.TryParse(query["community"].FirstOrDefault(), out var id) ? id : null;
}
