using System.Collections.Immutable;
using Rectification.Documents;
using Rectification.Settings;

namespace Rectification.Accountability;

/// <summary>The proof as people read it, on the page and in print.</summary>
public static class ProofWords
{
    /// <summary>The tables of one fact: the deadline and its arithmetic, what happened, who held it, what does not count.</summary>
    public static IEnumerable<PaperTable> Tables(string fact, Evidence evidence)
    {
        yield return new("事实和依据", [], [["事实", fact], ["依据", evidence.Clause]]);
        if (!evidence.Duties.IsDefaultOrEmpty)
            yield return new("期限及其计算", ["应办事项", "起算时间", "期限", "计算方法"],
                [.. evidence.Duties.Select(duty => ImmutableArray.Create(duty.What, Deadline(duty.From), Deadline(duty.ExtendedTo ?? duty.DueAt), Arithmetic(duty)))]);
        if (!evidence.Happenings.IsDefaultOrEmpty)
            yield return new("已发生和未发生的事项", ["事项", "时间", "经办人"],
                [.. evidence.Happenings.Select(each => ImmutableArray.Create(each.What, each.At is { } at ? each.IsEnd ? Deadline(at) : Moment(at) : "未发生", each.By ?? "—"))]);
        if (!evidence.Holdings.IsDefaultOrEmpty)
            yield return new("经办情况", ["环节", "经办人", "收到时间", "期限", "办结时间", "履职情况"],
                [.. evidence.Holdings.Select(held => ImmutableArray.Create(held.Task, held.Who, Moment(held.From), held.DueAt is { } due ? Deadline(due) : "—",
                    held.Until is { } until ? Moment(until) : "—", Diligent(held.Diligence) + (held.HandedOn is { } handed ? $"（{handed}）" : "")))]);
        if (!evidence.NotCounted.IsDefaultOrEmpty)
            yield return new("不计入期限的时间", ["原因", "起", "止"], [.. evidence.NotCounted.Select(each => ImmutableArray.Create(each.Why, Moment(each.From), Moment(each.To)))]);
    }

    public static string Arithmetic(Duty duty)
    {
        var text = duty.How;
        if (!duty.Skipped.IsDefaultOrEmpty)
            text += $"；不计：{string.Join("、", duty.Skipped.Select(day => $"{day.Day.Month}月{day.Day.Day}日（{day.Why}）"))}";
        if (duty.ExtendedTo is not null)
            text += $"；原至{Deadline(duty.DueAt)}，因停机顺延";
        return text;
    }

    public static string Diligent(Diligence diligence) => diligence switch
    {
        Diligence.Done => "尽职",
        Diligence.DoneLate => "逾期办结",
        Diligence.Overdue => "逾期未办",
        Diligence.Running => "办理中",
        _ => "已撤回",
    };

    /// <summary>2026年9月15日 09:00.</summary>
    public static string Moment(DateTimeOffset at)
    {
        var local = at.ToOffset(Calendars.Offset);
        return $"{local.Year}年{local.Month}月{local.Day}日 {local:HH:mm}";
    }

    /// <summary>2026年9月15日 24:00: an end at midnight belongs to the day before.</summary>
    public static string Deadline(DateTimeOffset at)
    {
        var local = at.ToOffset(Calendars.Offset);
        if (local.TimeOfDay != TimeSpan.Zero)
            return Moment(at);
        var day = local.AddDays(-1);
        return $"{day.Year}年{day.Month}月{day.Day}日 24:00";
    }
}
