using Rectification.Hazards;
using Rectification.Web.Shared;

namespace Rectification.Web.Enterprise;

/// <summary>What the enterprise is to do or to expect, without the offices' own words.</summary>
public static class EnterpriseWords
{
    public static string Next(HazardView hazard, Times times)
    {
        var facts = hazard.Facts;
        var waitsFor = hazard.OpenTasks.Select(task => task.ElementId).ToHashSet();
        if (facts.UnderSuspension)
            return "停产停业整顿期间不得生产经营。整改好后申请复查，验收通过才能恢复。";
        if (facts.State == HazardState.InEnforcement)
            return "街道安办将到场执法检查，请立即整改，并保留整改材料。";
        if (facts.State == HazardState.InAcceptance || waitsFor.Contains("accept") || waitsFor.Contains("agree-acceptance"))
            return "整改已通过复查，正在验收。请保持整改后的状态，有人到场时请配合。";
        if (waitsFor.Contains("revisit"))
            return "网格员将到场复查，请准备好整改照片和材料。";
        if (waitsFor.Contains("approve-extension"))
            return "延期正在审批，结果会写进新的整改时限。审批期间仍须落实安全措施。";
        if (facts.DeadlineAt is not { } endsAt)
            return "网格员或社区会到场核实，确认后下发整改通知书。";
        return $"请在 {times.End(endsAt)} 前整改到位，整改好后申请复查；到期网格员也会来复查。";
    }
}
