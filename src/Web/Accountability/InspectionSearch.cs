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
