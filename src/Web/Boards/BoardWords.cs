using System.Globalization;
using Rectification.Accountability;
using Rectification.Boards;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Web.Boards;

/// <summary>Figures as people say them.</summary>
internal static class BoardWords
{
    /// <summary>85%; a dash while nothing was due.</summary>
    public static string Percent(ClosingRate rate) => rate.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.#}%") : "—";

    /// <summary>约谈（第 2 级）; 函告 stands beside the ladder.</summary>
    public static string Ladder(CommunityFigures row) =>
        row.Highest is not { } measure ? "无" : row.Rung > 0 ? $"{Measures.ChineseName(measure)}（第 {row.Rung} 级）" : Measures.ChineseName(measure);

    /// <summary>Who holds a task, or who ought to take it.</summary>
    public static string Holder(OpenTaskLine task) => task.Assignee ?? (task.Owner is { } owner ? $"{owner}（未签收）" : "无人签收");

    /// <summary>7 天以内, 8–15 天, 90 天以上.</summary>
    public static string Age(AgeGroup age) => age switch
    {
        { FromDays: 0, ToDays: { } to } => $"{to} 天以内",
        { ToDays: { } to } => $"{age.FromDays}–{to} 天",
        _ => $"{age.FromDays - 1} 天以上",
    };

    /// <summary>The last twelve months, the running one first.</summary>
    public static IEnumerable<Month> Months(DateOnly today) => Enumerable.Range(0, 12).Select(back => Month.Of(today).Add(-back));

    /// <summary>A month that is not ahead; anything else is the running one.</summary>
    public static Month Asked(string? text, DateOnly today) => Month.Read(text) is { } month && month.First <= today ? month : Month.Of(today);
}
