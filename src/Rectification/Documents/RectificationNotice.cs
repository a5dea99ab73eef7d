using System.Collections.Immutable;
using System.Text;

namespace Rectification.Documents;

/// <summary>整改通知书 (000-四.2, 003-1.1.3). With <see cref="IsOrder"/> it is the street's 责令限期整改通知书.</summary>
public sealed record RectificationNotice(
    bool IsOrder,
    string StreetName,
    string CommunityName,
    string CaseNumber,
    string Level,
    string PremisesName,
    string Address,
    string? Principal,
    ImmutableArray<NoticeItem> Items,
    ImmutableArray<string> StopMeasures,
    DateOnly Deadline,
    string Inspector,
    string? GridOwner,
    string? Acceptor,
    string IssuedBy,
    string IssuedByRole,
    DateOnly Date)
{
    public string Title => IsOrder ? "责令限期整改通知书" : "整改通知书";

    /// <summary>The exact wording, line by line.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Title).Append('\n');
        text.Append(PremisesName).Append('（').Append(Address).Append("）：\n");
        text.Append("经检查，你单位存在下列隐患，须按要求整改。\n");
        foreach (var (item, index) in Items.Select((item, index) => (item, index + 1)))
        {
            text.Append(index).Append(". 问题：").Append(item.Problem).Append('\n');
            text.Append("   整改措施：").Append(item.Measures).Append('\n');
            text.Append("   验收标准：").Append(item.AcceptanceStandard).Append('\n');
            if (item.InterimMeasures is { } interim)
                text.Append("   整改期间的安全措施：").Append(interim).Append('\n');
        }
        if (!StopMeasures.IsDefaultOrEmpty)
            text.Append("立即采取：").AppendJoin('、', StopMeasures).Append('\n');
        text.Append("整改期限：").Append(Deadline.ToString("yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture)).Append(" 24:00 前\n");
        text.Append("检查人：").Append(Inspector).Append("；网格责任人：").Append(GridOwner ?? "（空缺）").Append("；验收人：").Append(Acceptor ?? "（社区安全员）").Append('\n');
        text.Append("案号：").Append(CaseNumber).Append('\n');
        return text.ToString();
    }
}

public sealed record NoticeItem(string Problem, string Measures, string AcceptanceStandard, string? InterimMeasures);
