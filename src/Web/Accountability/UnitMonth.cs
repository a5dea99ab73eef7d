namespace Rectification.Web.Accountability;

/// <summary>The month and the community that a list of inspections is about, as they stand in its address.</summary>
internal static class UnitMonth
{
    public static Month Month(IQueryCollection query, DateOnly today) => Rectification.Month.Read(query["month"].FirstOrDefault()) ?? Rectification.Month.Of(today);

    public static Guid? Community(IQueryCollection query) => Guid.TryParse(query["community"].FirstOrDefault(), out var id) ? id : null;
}
