using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>Dates and times as DMN 1.5 has them: far years, named zones, seconds in offsets, billionths of a second.</summary>
public sealed class TemporalTests
{
    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("-2026-03-05")]
    [InlineData("0000-02-29")]
    [InlineData("999999999-12-31")]
    [InlineData("-999999999-01-01")]
    [InlineData("10:30:00")]
    [InlineData("10:30:00.123456789")]
    [InlineData("10:30:00Z")]
    [InlineData("10:30:00+05:30")]
    [InlineData("10:30:00-05:00:07")]
    [InlineData("10:30:00@Asia/Shanghai")]
    [InlineData("2026-03-05T10:30:00")]
    [InlineData("2026-03-05T10:30:00Z")]
    [InlineData("2026-03-05T10:30:00.5+08:00")]
    [InlineData("2026-03-05T10:30:00+17:59")]
    [InlineData("2026-03-05T10:30:00@Europe/Paris")]
    [InlineData("-44-03-15", null)]
    [InlineData("P1Y2M")]
    [InlineData("-P13M", "-P1Y1M")]
    [InlineData("P0Y", "P0M")]
    [InlineData("PT36H", "P1DT12H")]
    [InlineData("-PT0.000000001S")]
    [InlineData("P999999999D")]
    [InlineData("PT0S")]
    [InlineData("2026-03-05T24:00:00", "2026-03-06T00:00:00")]
    [InlineData("24:00:00", null)]
    [InlineData("01000-01-01", null)]
    [InlineData("-0000-01-01", null)]
    [InlineData("+2026-03-05", null)]
    [InlineData("2026-02-29", null)]
    [InlineData("2026-3-5", null)]
    [InlineData("2026-03-05T", null)]
    [InlineData("10:30", null)]
    [InlineData("10:30:60", null)]
    [InlineData("10:30:00+18:01", null)]
    [InlineData("10:30:00+05:00@Europe/Paris", null)]
    [InlineData("10:30:00@Nowhere/Atall", null)]
    [InlineData("10:30:00.", null)]
    [InlineData("P1Y1D", null)]
    [InlineData("P1.5D", null)]
    [InlineData("PT", null)]
    [InlineData("P", null)]
    public void What_is_read_is_written_alike(string text, string? written = "same") =>
        Assert.Equal(written == "same" ? text : written, Temporal.Write(Temporal.Read(text)));

    [Theory]
    [InlineData("@\"-0001-12-31\" + @\"P1D\"", "0000-01-01")]
    [InlineData("@\"0000-03-01\" - @\"P1D\"", "0000-02-29")]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "2025-02-28")]
    [InlineData("@\"9999-12-31\" + @\"P1M\"", "10000-01-31")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"10000-01-01\" - @\"9999-12-31\"", "P1D")]
    [InlineData("@\"10:30:00@Asia/Shanghai\" + @\"PT20H\"", "06:30:00@Asia/Shanghai")]
    [InlineData("@\"10:30:00+08:00\" - @\"10:30:00Z\"", "-PT8H")]
    [InlineData("@\"10:30:00+08:00\" - @\"10:30:00\"", "null")]
    [InlineData("@\"2026-03-28T10:00:00@Europe/Paris\" + @\"P1D\"", "2026-03-29T11:00:00@Europe/Paris")]
    [InlineData("@\"2026-03-28T10:00:00@Europe/Paris\" + @\"P1M\"", "2026-04-28T10:00:00@Europe/Paris")]
    [InlineData("@\"2026-07-01T12:00:00@Europe/Paris\" - @\"2026-07-01T12:00:00@Asia/Shanghai\"", "PT6H")]
    [InlineData("@\"2026-07-01T12:00:00\" - @\"2026-07-01T12:00:00Z\"", "null")]
    [InlineData("@\"P400000000D\" - @\"P399999999D\"", "P1D")]
    [InlineData("-@\"P99999999D\"", "-P99999999D")]
    [InlineData("@\"P99999999D\" / @\"P1D\"", "99999999")]
    [InlineData("@\"PT1H\" * 2.5", "PT2H30M")]
    [InlineData("@\"P1Y\" / 5", "P2M")]
    [InlineData("@\"P1Y\" * @\"P1Y\"", "null")]
    [InlineData("abs(@\"-P99999999D\")", "P99999999D")]
    [InlineData("sum([@\"P99999999D\", @\"P1D\"])", "P100000000D")]
    [InlineData("mean([@\"P1D\", @\"P2D\"])", "P1DT12H")]
    public void Wide_values_are_reckoned_with(string expression, string expected) => Is(expression, expected);

    [Theory]
    [InlineData("@\"10:30:00Z\" = @\"18:30:00+08:00\"", "true")]
    [InlineData("@\"10:30:00.1\" = @\"10:30:00.9\"", "true")]
    [InlineData("@\"10:30:00.1\" < @\"10:30:00.9\"", "true")]
    [InlineData("@\"10:30:00.9\" <= @\"10:30:00.1\"", "true")]
    [InlineData("@\"2026-03-05T10:30:00\" = @\"2026-03-05T10:30:00+08:00\"", "true")]
    [InlineData("is(@\"2026-03-05T10:30:00\", @\"2026-03-05T10:30:00+08:00\")", "false")]
    [InlineData("is(@\"10:30:00Z\", @\"10:30:00+00:00\")", "true")]
    [InlineData("is(@\"10:30:00Z\", @\"18:30:00+08:00\")", "false")]
    [InlineData("@\"2026-03-05T10:30:00@Asia/Shanghai\" = @\"2026-03-05T02:30:00Z\"", "true")]
    [InlineData("@\"-0001-01-01\" < @\"0001-01-01\"", "true")]
    [InlineData("@\"12026-01-01\" in [@\"2026-01-01\"..@\"12027-01-01\"]", "true")]
    [InlineData("@\"2026-03-05\" = @\"2026-03-05T00:00:00\"", "null")]
    [InlineData("deadline > @\"2026-03-12T23:59:59\"", "true")]
    [InlineData("max(@\"12026-01-01\", @\"2026-01-01\")", "12026-01-01")]
    [InlineData("count(for d in @\"9999-12-30\"..@\"10000-01-02\" return d)", "4")]
    public void Wide_values_are_compared(string expression, string expected) => Is(expression, expected);

    [Theory]
    [InlineData("@\"2026-03-05T10:30:07.25@Europe/Paris\".timezone", "\"Europe/Paris\"")]
    [InlineData("@\"2026-03-05T10:30:07.25@Europe/Paris\".time offset", "PT1H")]
    [InlineData("@\"2026-07-05T10:30:07.25@Europe/Paris\".time offset", "PT2H")]
    [InlineData("@\"2026-03-05T10:30:07.25\".time offset", "null")]
    [InlineData("@\"2026-03-05T10:30:07.25\".second", "7.25")]
    [InlineData("@\"2026-03-05T10:30:07+08:00\".weekday", "4")]
    [InlineData("@\"10:30:07-05:00:07\".time offset", "-PT5H7S")]
    [InlineData("@\"10:30:07\".timezone", "null")]
    [InlineData("@\"-2026-03-05\".year", "-2026")]
    [InlineData("@\"-P1DT2H\".days", "-1")]
    [InlineData("@\"-P1DT2H\".hours", "-2")]
    [InlineData("@\"P99999999DT1S\".seconds", "1")]
    [InlineData("day of week(@\"-2026-03-05\")", "\"Tuesday\"")]
    [InlineData("day of year(@\"12024-12-31\")", "366")]
    [InlineData("week of year(@\"2021-01-03\")", "53")]
    [InlineData("week of year(@\"2026-12-28\")", "53")]
    [InlineData("month of year(@\"12026-03-05\")", "\"March\"")]
    [InlineData("last day of month(@\"0000-02-01\")", "0000-02-29")]
    [InlineData("years and months duration(@\"-2016-01-30\", @\"-2017-02-28\")", "-P11M")]
    [InlineData("date(2026.5, 3, 5)", "null")]
    [InlineData("time(10, 30, 7, @\"PT8H\")", "10:30:07+08:00")]
    [InlineData("time(10, 30, 7, @\"PT19H\")", "null")]
    [InlineData("time(@\"2026-03-05T10:30:00@Asia/Dhaka\")", "10:30:00@Asia/Dhaka")]
    [InlineData("date and time(@\"2026-03-05\", @\"10:30:00@Asia/Dhaka\")", "2026-03-05T10:30:00@Asia/Dhaka")]
    [InlineData("date and time(@\"2026-03-05T10:30:00Z\", @\"11:00:00\")", "2026-03-05T11:00:00")]
    [InlineData("@\"10:30:00@Asia/Dhaka\" instance of time", "true")]
    [InlineData("@\"-2026-03-05\" instance of date", "true")]
    [InlineData("@\"P99999999D\" instance of days and time duration", "true")]
    [InlineData("(=10) = [10..10]", "false")]
    [InlineData("(!=10) = (!=10)", "true")]
    [InlineData("[(!=10)][11 in item] != []", "true")]
    [InlineData("[(!=10)][10 in item] = []", "true")]
    public void Their_parts_can_be_told(string expression, string expected) => Is(expression, expected);

    [Fact]
    public void A_process_gets_instants_and_the_streets_clock()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 10, 30, 0, TimeSpan.FromHours(8)), Given.Value("@\"2026-03-05T10:30:00\""));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 2, 30, 0, TimeSpan.Zero), Given.Value("@\"2026-03-05T10:30:00@Asia/Shanghai\""));
        Assert.Equal(new TimeOnly(18, 30), Given.Value("@\"10:30:00Z\""));
        Assert.Equal("[2026-03-05T10:30:00+08:00]", Given.Shown(Given.Value("[@\"2026-03-05T10:30:00\"]")));
        Assert.Equal("{at: 2026-03-05T10:30:00+08:00}", Given.Shown(Given.Value("{at: @\"2026-03-05T10:30:00\"}")));
    }

    [Fact]
    public void Days_are_counted_as_the_platform_counts_them()
    {
        for (var number = 0; number <= DateOnly.MaxValue.DayNumber; number += 97)
        {
            var day = DateOnly.FromDayNumber(number);
            Assert.Equal(number, FeelDate.Of(day).DayNumber);
            Assert.Equal(FeelDate.Of(day), FeelDate.FromDayNumber(number));
        }
        for (var number = -1_000_000L; number < 0; number += 89)
            Assert.Equal(number, FeelDate.FromDayNumber(number)!.Value.DayNumber);
    }

    private static void Is(string expression, string expected)
    {
        var parsed = FeelExpression.Parse($"string({{v: {expression}}})", out var problem);
        Assert.True(parsed is not null, $"{expression}: {problem}");
        Assert.Equal($"{{v: {expected}}}", parsed.Evaluate(Given.Variables, Given.Surroundings));
    }
}
