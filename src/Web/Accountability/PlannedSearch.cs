using Rectification.Oversight;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>What the list of planned inspections is narrowed to, as it stands in the address; the export follows it.</summary>
/// <param name="State"><c>open | done | missed</c>; without it all.</param>
internal sealed record PlannedSearch(Month Month, Guid? Community, PlannedState? State)
{
    public PlannedFilter Filter => new(Month, Community, State);

    public string At(string path = "/oversight/duties", string? after = null) => Address.Of(path,
        ("month", Month.ToString()), ("community", Community), ("state", State?.ToString().ToLowerInvariant()), ("after", after));

    public static PlannedSearch From(IQueryCollection query, DateOnly today) => new(UnitMonth.Month(query, today), UnitMonth.Community(query),
        Enum.TryParse<PlannedState>(query["state"].FirstOrDefault(), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null);
}
