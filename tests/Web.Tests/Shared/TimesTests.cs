using Rectification.Engine;
using Rectification.Web.Shared;

namespace Rectification.Web.Tests.Shared;

public sealed class TimesTests
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    // 2026: 1–7 October off, 10 October is worked.
    private static readonly WorkCalendar Calendar = new(
        1, China, Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day)), [new(2026, 10, 10)], [2026]);

    [Theory]
    [InlineData("2026-09-28 09:00", "2026-10-09 24:00", "10月8日（周四）24:00 前", "还剩 3 个工作日", 8)]
    [InlineData("2026-11-20 12:30", "2026-11-20 16:20", "今天 16:20 前", "还剩 3 小时 50 分", null)]
    [InlineData("2026-11-20 12:30", "2026-11-21 24:00", "明天（周六）24:00 前", "还剩 1 天", 21)]
    [InlineData("2026-11-23 12:30", "2026-11-20 24:00", "已逾期 1 个工作日", "应在 11月20日（周五）24:00 前", 20)]
    [InlineData("2026-11-23 12:30", "2026-11-23 09:30", "已逾期 3 小时", "应在 今天 09:30 前", null)]
    [InlineData("2026-12-31 12:30", "2027-01-04 24:00", "2027年1月4日（周一）24:00 前", "还剩 1 个工作日", 4)]
    public void A_deadline_is_a_sentence(string now, string due, string main, string rest, int? lastDay)
    {
        var words = new Times(Calendar, At(now)).Deadline(lastDay is { } day ? Calendar.EndOfDay(new(int.Parse(due[..4], null), int.Parse(due[5..7], null), day)) : At(due));

        Assert.Equal((main, rest), (words.Main, words.Rest));
    }

    [Fact]
    public void The_arithmetic_names_the_days_that_do_not_count()
    {
        var times = new Times(Calendar, At("2026-11-20 09:00"));

        Assert.Equal("自 11月20日（周五）收到次日起第 2 个工作日，到 11月24日（周二）24:00。11月21日、11月22日不是工作日。",
            times.Arithmetic(At("2026-11-20 09:00"), Calendar.EndOfDay(new(2026, 11, 24))));
    }

    [Fact]
    public void Past_the_last_holiday_notice_the_date_is_said_to_be_provisional()
    {
        var times = new Times(Calendar, At("2026-12-30 09:00"));

        Assert.EndsWith("2027年放假安排尚未公布，日期可能调整。", times.Arithmetic(times.Now, Calendar.EndOfDay(new(2027, 1, 8))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_day_belongs_to_that_day() =>
        Assert.Equal("今天 24:00", new Times(Calendar, At("2026-11-20 09:00")).End(Calendar.EndOfDay(new(2026, 11, 20))));

    private static DateTimeOffset At(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), China);
}
