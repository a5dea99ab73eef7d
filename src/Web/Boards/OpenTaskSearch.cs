using Rectification.Web.Shared;
using Rectification.Workflow;

namespace Rectification.Web.Boards;

/// <summary>What the list of open tasks is narrowed to, as it stands in the address; the export follows it.</summary>
internal static class OpenTaskSearch
{
    /// <summary><c>community</c>, <c>late=1</c> overdue ones, <c>own=1</c> of the community's own people, <c>step</c> an element id of the drawings.</summary>
    public static OpenTaskFilter From(IQueryCollection query) => new(
        Guid.TryParse(query["community"].FirstOrDefault(), out var id) ? id : null, query["late"].FirstOrDefault() == "1", query["own"].FirstOrDefault() == "1",
        query["step"].FirstOrDefault() is { Length: > 0 and <= 60 } step ? step : null);

    public static string At(OpenTaskFilter filter, string path = "/boards/tasks", string? after = null) => Address.Of(path,
        ("community", filter.CommunityId), ("late", filter.IsLate), ("own", filter.IsOwn), ("step", filter.Step), ("after", after));
}
