using Rectification.Hazards;
using Rectification.Oversight;

namespace Rectification.Boards;

/// <summary>What a community owes and how it stands. Each figure is the length of a list that can be opened.</summary>
/// <param name="Open">在办隐患.</param>
/// <param name="Major">Those among them that are major.</param>
/// <param name="Overdue">逾期未整改隐患.</param>
/// <param name="LateTasks">Overdue tasks of the community's own people.</param>
/// <param name="Rate">到期隐患 and 销号 of the month.</param>
/// <param name="LedgersMissing">Monthly lists not reported in time and still missing, of all months.</param>
/// <param name="Undecided">Accountability cases before the decision.</param>
/// <param name="Measures">Accountability cases whose measure is being carried out.</param>
/// <param name="Highest">The measure among them that stands highest on the ladder; null for none.</param>
public sealed record CommunityFigures(
    Guid Id, string Name, int Open, int Major, int Overdue, int LateTasks, ClosingRate Rate, InspectionCount Inspections, PlannedCount Planned,
    int LedgersMissing, int Undecided, int Measures, string? Highest)
{
    /// <summary>未检查场所, 漏查 and 未报清单 together.</summary>
    public int Missing => Inspections.Missing + Planned.Missed + LedgersMissing;

    /// <summary>0 for none, 1 for 书面通报 to 5 for 问题线索移送.</summary>
    public int Rung => Accountability.Measures.Rung(Highest);
}
