using Rectification.Accountability;

namespace Rectification.Boards;

/// <summary>What follows when a duty is missed, in a few words with the trigger of 003-4.</summary>
internal static class BiteWords
{
    /// <summary>提请书面通报（N4 未及时依法复查）.</summary>
    public static string Of(string trigger)
    {
        var rule = TriggerRule.Of(trigger);
        return $"提请{Measures.ChineseName(rule.Measure)}（{rule.Code} {rule.Words}）";
    }

    /// <param name="number">A setting's number by its key.</param>
    public static string OfTask(string elementId, Func<string, int> number) => elementId switch
    {
        "issue-notice" or "record-stop-measures" or "record-fix" => "逾期未办的，" + Of("N2"),
        "revisit" => "逾期未办的，" + Of("N4"),
        "report-refusal" => "逾期未报的，" + Of("N6"),
        "report-progress" or "file-ledger" or "confirm-ledger" => "逾期未报的，" + Of("N7"),
        _ => $"{number("trigger.i1-days")} 天内逾期满 {number("trigger.i1-tasks")} 项的，" + Of("I1"),
    };

    public static string OfDeadline(Func<string, int> number) =>
        $"逾期 {number("overdue.officer")} 个工作日告知社区安全员，{number("overdue.street")} 个工作日上报街道安办，{number("overdue.accountability")} 个工作日" + Of("I4");

    public static string OfDuty(Func<string, int> number) => $"记为漏查，一个月满 {number("trigger.a2-missed")} 次的，" + Of("A2");
}
