using System.Globalization;
using System.Text;

namespace Rectification.Documents;

/// <summary>重大隐患填报表 with the 五落实 (003-2.1.3).</summary>
public sealed record MajorHazardReport(
    string StreetName,
    string CommunityName,
    string GridName,
    string CaseNumber,
    string PremisesName,
    string Address,
    string? Principal,
    string? Phone,
    string Category,
    string Kind,
    string Description,
    DateOnly FoundOn,
    string FoundBy,
    string Responsibility,
    string Measures,
    decimal? Funds,
    DateOnly? TimeLimit,
    string Plan,
    string? EnterprisePerson,
    string? CommunityPerson,
    string? DepartmentPerson,
    string FilledBy,
    string? CompletedBy,
    string? Opinion)
{
    /// <summary>The exact text that leaders sign and the seal covers.</summary>
    public string ToText()
    {
        var text = new StringBuilder("重大隐患填报表\n");
        Line("案号", CaseNumber);
        Line("填报单位", $"{StreetName}{CommunityName}（{GridName}）");
        Line("隐患单位", PremisesName);
        Line("地址", Address);
        Line("主要负责人", Principal);
        Line("联系电话", Phone);
        Line("隐患类别", $"{Kind} · {Category}");
        Line("隐患情况", Description);
        Line("发现日期", Day(FoundOn));
        Line("检查人", FoundBy);
        Line("整改责任", Responsibility);
        Line("整改措施", Measures);
        Line("整改资金", Funds is { } funds ? funds.ToString("0.##", CultureInfo.InvariantCulture) + " 万元" : null);
        Line("整改时限", TimeLimit is { } limit ? Day(limit) + " 24:00 前" : null);
        Line("应急预案", Plan);
        Line("企业责任人", EnterprisePerson);
        Line("社区责任人", CommunityPerson);
        Line("监管部门责任人", DepartmentPerson);
        Line("填报人", FilledBy);
        Line("社区安全员", CompletedBy);
        Line("社区安全员意见", Opinion);
        return text.ToString();

        void Line(string label, string? value) => text.Append(label).Append('：').Append(value ?? "—").Append('\n');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
