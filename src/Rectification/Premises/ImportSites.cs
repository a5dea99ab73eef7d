using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Premises;

/// <summary>A whole register from an Excel file: every row or none.</summary>
[Allow(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record ImportSites(byte[] File) : ICommand<ImportedSites>;

public sealed record ImportedSites(int Count);

internal sealed class ImportSitesHandler(RectificationDb db, CurrentActor current, StreetClock clock) : ICommandHandler<ImportSites, ImportedSites>
{
    /// <summary>More messages than that are not read by anybody; the file is wrong as a whole.</summary>
    private const int MostMessages = 200;

    public async Task<Result<ImportedSites>> Handle(ImportSites command, CancellationToken ct)
    {
        var actor = current.Required;
        var sheet = SiteSheet.Read(command.File);
        if (sheet.Problem is { } unreadable)
            return unreadable;
        var grids = await SiteRegister.Grids(db, actor, ct);
        var taken = (await db.Sites.AsNoTracking().Where(site => site.StreetId == actor.StreetId).Select(site => new { site.Name, site.Address }).ToListAsync(ct))
            .Select(site => (site.Name, site.Address)).ToHashSet();
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>(RowOrder.Instance);
        var firstRow = new Dictionary<(string, string), int>();
        var at = clock.GetUtcNow();
        foreach (var row in sheet.Value)
        {
            var before = errors.Count;
            var (facts, colour) = Facts(row, errors);
            var grid = Grid(row, grids, errors);
            var key = (facts.Name, facts.Address);
            if (taken.Contains(key))
                Add(errors, row, "名称", "这家场所已经登记过");
            else if (!firstRow.TryAdd(key, row.Number))
                Add(errors, row, "名称", $"与第 {firstRow[key]} 行重复");
            if (errors.Count >= MostMessages)
                break;
            if (errors.Count > before || grid is null)
                continue;
            var site = SiteRegister.Make(facts, grid, actor.StreetId, at);
            site.Colour = colour;
            db.Sites.Add(site);
        }
        if (errors.Count > 0)
            return new Problem(ProblemKind.Invalid, "import.rows",
                errors.Count >= MostMessages ? $"错误太多，只列出前 {errors.Count} 处，没有导入任何一行" : $"有 {errors.Count} 处需要修改，没有导入任何一行", errors.ToImmutable());
        return new ImportedSites(sheet.Value.Length);
    }

    private static (SiteFacts Facts, Colour Colour) Facts(SheetRow row, ImmutableSortedDictionary<string, string>.Builder errors)
    {
        var kind = SiteKinds.Read(row["种类"]);
        if (kind is null)
            Add(errors, row, "种类", "请填写 生产经营单位、出租房 或 社会单位");
        var colour = Colours.Read(row["三色"]);
        if (colour is null)
            Add(errors, row, "三色", "请填写 蓝、黄、红，或留空");
        int? headcount = null;
        if (row["人数"] is { Length: > 0 } count)
        {
            if (decimal.TryParse(count, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number is >= 0 and <= SiteFacts.MaxHeadcount)
                headcount = (int)number;
            else
                Add(errors, row, "人数", $"请填写 0–{SiteFacts.MaxHeadcount} 的整数");
        }
        var isKey = row["重点"];
        if (isKey is not ("" or "是" or "否"))
            Add(errors, row, "重点", "请填写 是、否，或留空");
        var facts = new SiteFacts(row["名称"], row["地址"], kind ?? SiteKind.Business, row["类别"], row["行业"], headcount, row["标签"], row["主要负责人"], row["电话"], isKey == "是").Trimmed;
        foreach (var (field, message) in facts.Check())
            Add(errors, row, SiteSheet.ColumnOf(field), message);
        return (facts, colour ?? Colour.None);
    }

    private static GridPlace? Grid(SheetRow row, List<GridPlace> grids, ImmutableSortedDictionary<string, string>.Builder errors)
    {
        var (community, name) = (row["社区"], row["网格"]);
        var found = grids.FindAll(grid => (grid.Name == name || grid.Name + "网格" == name) && (community.Length == 0 || grid.CommunityName == community));
        if (found is [var grid])
            return grid;
        Add(errors, row, "网格", name.Length == 0 ? "请填写网格" : found.Count > 1 ? $"有几个“{name}”，请写明社区" : $"您的范围内没有{community}的“{name}”");
        return null;
    }

    private static void Add(ImmutableSortedDictionary<string, string>.Builder errors, SheetRow row, string column, string message) =>
        errors.TryAdd($"{row.Number}.{column}", $"第 {row.Number} 行 {column}：{message}");

    /// <summary>Keys are ROW.COLUMN; row 10 comes after row 9.</summary>
    private sealed class RowOrder : IComparer<string>
    {
        public static readonly RowOrder Instance = new();

        public int Compare(string? x, string? y) => Split(x!).CompareTo(Split(y!));

        private static (int, string) Split(string key)
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            return (int.Parse(key.AsSpan(0, dot), CultureInfo.InvariantCulture), key[(dot + 1)..]);
        }
    }
}
