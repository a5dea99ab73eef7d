using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Tests.Premises;

public sealed class ImportTests
{
    private static readonly string?[] Good = ["顺风副食店", "东风路 15 号", "生产经营单位", "零售", null, "2", "蓝", "九小", "顺风", "13800000000", "否", "东风社区", "东风一"];

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Thousands_of_rows_come_in_together(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var rows = Enumerable.Range(1, 3000).Select(number => Row((0, $"顺风副食店 {number}")));
        Assert.Equal(3000, (await given.Send("officer1", new ImportSites(Sheet(rows)))).Value.Count);
        Assert.Equal(3069, await given.Read(db => db.Sites.CountAsync()));
        Assert.Equal(3000, await given.Read(db => db.Sites.CountAsync(site => site.Colour == Colour.Blue && site.Headcount == 2 && site.Category == "零售")));
    }

    [Fact]
    public async Task One_wrong_row_keeps_all_out_and_every_error_is_told_by_row_and_column()
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new ImportSites(Sheet(
        [
            Good,
            Row((0, "第二家"), (2, "工厂"), (5, "两人")),
            Row((0, "")),
            Row((0, "第四家"), (12, "东风二")),
            Row((0, "宏达制衣工坊"), (1, "东风路 18 号自建房一、二层")),
            Good,
            Row((0, "第七家"), (6, "绿")),
            Row((0, "第八家"), (10, "也许")),
        ])))).Problem!;
        Assert.Equal("import.rows", problem.Code);
        Assert.Equal(["3.人数", "3.种类", "4.名称", "5.网格", "6.名称", "7.名称", "8.三色", "9.重点"], problem.Errors!.Keys);
        Assert.Contains("与第 2 行重复", problem.Errors["7.名称"], StringComparison.Ordinal);
        Assert.Equal(69, await given.Read(db => db.Sites.CountAsync()));
    }

    [Fact]
    public async Task The_template_can_be_read_and_holds_every_column()
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new ImportSites(SiteSheet.Template()))).Problem!;
        Assert.Equal(["2.网格"], problem.Errors!.Keys);
    }

    [Fact]
    public async Task A_sheet_without_the_needed_columns_says_which()
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new ImportSites(Spreadsheet.Write("场所", ["名称", "地址"], [["甲", "乙"]])))).Problem!;
        Assert.Contains("种类、类别、网格", problem.Errors!["file"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 not a zip at all")]
    [InlineData("名称,地址")]
    public async Task What_is_no_workbook_is_refused_in_words(string content)
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new ImportSites(System.Text.Encoding.UTF8.GetBytes(content)))).Problem!;
        Assert.Equal((ProblemKind.Invalid, true), (problem.Kind, problem.Errors!.ContainsKey("file")));
    }

    [Fact]
    public async Task A_file_that_unpacks_to_more_than_a_register_can_be_is_not_unpacked()
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("xl/worksheets/sheet1.xml", System.IO.Compression.CompressionLevel.Fastest).Open())
        {
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 210; megabyte++)
                entry.Write(zeros);
        }
        await using var given = await Given.Street();
        Assert.Equal(ProblemKind.TooLarge, (await given.Send("grid1", new ImportSites(stream.ToArray()))).Problem!.Kind);
    }

    private static string?[] Row(params (int Column, string Value)[] changes)
    {
        var row = (string?[])Good.Clone();
        foreach (var (column, value) in changes)
            row[column] = value;
        return row;
    }

    private static byte[] Sheet(IEnumerable<string?[]> rows) => Spreadsheet.Write("场所", SiteSheet.Columns, rows);
}
