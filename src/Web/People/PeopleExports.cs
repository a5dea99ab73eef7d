using Rectification.People;
using Rectification.Requests;
using Rectification.Web.Identity;

namespace Rectification.Web.People;

/// <summary>The administrators' lists as .xlsx files.</summary>
internal static class PeopleExports
{
    public static void MapPeopleExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/admin/accounts.xlsx", Accounts).For(Role.SystemAdmin, Role.SecurityAdmin);
        app.MapGet("/admin/log.xlsx", Log).For(Role.Auditor);
    }

    private static async Task<IResult> Accounts(PeopleQueries people, CurrentActor current, CancellationToken ct)
    {
        var rows = await All(after => people.Accounts(new(), current.Required, after, PageKey.MostRows, ct));
        return Sheet("账号", ["账号", "姓名", "电话", "角色与范围", "状态"],
            rows.Select(row => new object?[] { row.UserName, row.Name, row.Phone, AccountWords.Roles(row), AccountWords.State(row) }));
    }

    private static async Task<IResult> Log(AdminLogQueries log, CurrentActor current, CancellationToken ct)
    {
        var rows = await All(after => log.List(null, current.Required, after, PageKey.MostRows, ct));
        return Sheet("管理日志", ["时间", "人员", "内容", "来自"],
            rows.Select(row => new object?[] { AccountWords.At(row.At), row.ActorName, row.Text, row.From }));
    }

    private static async Task<List<T>> All<T>(Func<string?, Task<Result<Page<T>>>> read)
    {
        var rows = new List<T>();
        string? after = null;
        do
        {
            var page = (await read(after)).Value;
            rows.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private static IResult Sheet(string name, string[] columns, IEnumerable<object?[]> rows) =>
        Results.File(Spreadsheet.Write(name, columns, rows), Spreadsheet.ContentType, $"{name}.xlsx");
}
