using Rectification.People;
using Rectification.Policies;
using Rectification.Web.Identity;

namespace Rectification.Web.Policies;

/// <summary>The coverage as a table, one line a clause and what carries it out.</summary>
internal static class PolicyFiles
{
    public static void MapPolicyFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/policies/list.xlsx", List).For(Role.SystemAdmin, Role.SafetyOfficeDirector, Role.StreetLeader, Role.SafetyOfficer, Role.DepartmentOfficer, Role.ProcessDesigner, Role.Auditor);

    private static async Task<IResult> List(string? document, string? only, PolicyCoverage coverage, CancellationToken ct)
    {
        var rows =
            from one in PolicyWords.Narrow(await coverage.Clauses(ct), document, only == "missing")
            from use in one.Uses.Cast<ClauseUse?>().DefaultIfEmpty()
            select new object?[]
            {
                one.Clause.Code, one.Clause.Text, string.Join(' ', one.Clause.Processes),
                use is null ? "尚未落实" : PolicyWords.KindName(use.Kind), use?.Where, use?.What, use?.ElementId ?? use?.Key,
            };
        return Results.File(Spreadsheet.Write("政策条款", ["条款", "内容（转述）", "流程", "落实方式", "所在", "名称", "编号"], rows), Spreadsheet.ContentType, "政策条款落实情况.xlsx");
    }
}
