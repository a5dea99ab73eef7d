using System.Globalization;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Web.Api;
using Rectification.Web.Identity;

namespace Rectification.Web.Premises;

/// <summary>The import's template, and the register within one's scope in the same columns, so that an export can be corrected and read by others.</summary>
internal static class PremisesFiles
{
    public static void MapPremisesFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/premises/template.xlsx", () => File(SiteSheet.Template(), "场所导入模板.xlsx"))
            .For(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer);
        app.MapGet("/premises/list.xlsx", List).For([.. Enum.GetValues<Role>().Where(role => role.SeesCases)]);
    }

    private static async Task<IResult> List([AsParameters] PremisesSearch search, PremisesQueries premises, CurrentActor current, CancellationToken ct)
    {
        var rows = new List<object?[]>();
        string? after = null;
        do
        {
            var found = await premises.List(search.Filter, current.Required, after, PageKey.MostRows, ct);
            if (found.Problem is { } problem)
                return problem.ToHttp();
            var page = found.Value;
            rows.AddRange(page.Items.Select(row => new object?[]
            {
                row.Name, row.Address, row.Kind.ChineseName, row.Category, row.Industry, row.Headcount?.ToString(CultureInfo.InvariantCulture),
                row.Colour == Colour.None ? "" : row.Colour.ChineseName, row.Tags, row.Principal, row.Phone, row.IsKey ? "是" : "否", row.Community, row.Grid,
            }));
            after = page.Next;
        }
        while (after is not null);
        return File(Spreadsheet.Write("场所", SiteSheet.Columns, rows), "场所.xlsx");
    }

    private static IResult File(byte[] bytes, string name) => Results.File(bytes, Spreadsheet.ContentType, name);
}
