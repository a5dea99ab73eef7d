using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Feel;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class StateJsonTests
{
    private static readonly Variables Everything = Variables.Of(
        ("nothing", null),
        ("flag", true),
        ("number", 12345678901234567890.123m),
        ("text", "整改\n“<b>”"),
        ("date", new DateOnly(2026, 3, 5)),
        ("instant", new DateTimeOffset(2026, 3, 5, 9, 0, 0, 123, TimeSpan.FromHours(8))),
        ("time", new TimeOnly(9, 30, 15)),
        ("duration", new TimeSpan(1, 2, 3, 4, 567)),
        ("months", new YearsMonths(14)),
        ("range", new FeelRange(true, 1m, new DateOnly(2026, 1, 1), false)),
        ("all but one", new FeelRange(true, 1m, 1m, true) { Of = RangeForm.AllBut }),
        ("far date", Temporal.Read("-12026-01-01")),
        ("zoned time", Temporal.Read("09:30:15@Asia/Shanghai")),
        ("local date and time", Temporal.Read("2026-03-05T09:30:15.123456789")),
        ("long duration", Temporal.Read("P99999999DT0.000000001S")),
        ("list", ImmutableArray.Create<object?>(1m, null, "a", Variables.Of(("inner", new DateOnly(2026, 3, 5))))),
        ("context", Variables.Of(("a", Variables.Of(("b", 1))))),
        ("empty", Variables.Empty),
        ("looks like a type", Variables.Of(("$date", "not a date"))),
        ("$date", "a name is only a name"));

    [Fact]
    public void A_state_comes_back_as_it_was_written()
    {
        var state = new ProcessState
        {
            LastKey = 13,
            Process = new Token(0, "", 0, Phase.Inside) { Locals = Everything, Waits = [new MessageWait(3, "event-start", "withdrawn", "YH-2026-000001")] },
            Tokens =
            [
                new(4, "accept", 0, Phase.AtTask)
                {
                    Locals = Variables.Of(("loopCounter", 2)),
                    Index = 2,
                    Waits =
                    [
                        new TimerWait(5, "late", new(2026, 3, 5, 16, 0, 0, TimeSpan.Zero)),
                        new SignalWait(12, "stop", "停工"),
                        new ConditionWait(13, "hot", true),
                        new TimerWait(6, "remind", new(2026, 3, 5, 16, 0, 0, TimeSpan.FromHours(8)), new(-1, new(1, TimeSpan.FromHours(1)))),
                    ],
                },
                new(7, "each", 0, Phase.Inside) { Loop = new(3, 1, 0, [new DateOnly(2026, 3, 5), null, "c"]) },
                new(8, "all", 0, Phase.Inside) { Loop = new(3, 3, 1, default) },
                new(14, "trip", 0, Phase.Compensating)
                {
                    Done = [new(2, "sub") { Locals = Everything, Inside = [new(3, "book") { Index = 2, Locals = Variables.Of(("item", "x")) }] }],
                },
                new(9, "stuck", 7, Phase.Entering) { Incident = "没有得出列表", ByFlowId = "a-b" },
            ],
            Parked = [new(10, "a-join", "join", 7), new(11, "b-join", "join", 0, "不会再到")],
        };

        var read = StateJson.Read(StateJson.Write(state));

        Assert.Equal(StateJson.Write(state), StateJson.Write(read));
        AssertSame(Everything, read.Variables);
        Assert.Equal((state.LastKey, state.HasEnded), (read.LastKey, read.HasEnded));
        Assert.Equal(state.Parked, read.Parked);
        Assert.Equal(state.Tokens[0].Waits, read.Tokens[0].Waits);
        Assert.Equal(state.Tokens[1].Loop!.Items, read.Tokens[1].Loop!.Items);
        Assert.True(read.Tokens[2].Loop!.Items.IsDefault);
        Assert.Equal(state.Tokens[4] with { Waits = default, Done = default }, read.Tokens[4] with { Waits = default, Done = default });
        var done = Assert.Single(read.Tokens[3].Done);
        AssertSame(Everything, done.Locals);
        Assert.Equal((3L, "book", 2), (done.Inside[0].Key, done.Inside[0].ElementId, done.Inside[0].Index));
    }

    [Fact]
    public void A_later_format_is_refused() =>
        Assert.Throws<FormatException>(() => StateJson.Read(StateJson.Write(ProcessState.None).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)));

    [Fact]
    public void Plain_json_shows_dates_and_durations_as_iso_text()
    {
        using var json = JsonDocument.Parse(Plain(Everything.Without("$date")));
        var root = json.RootElement;
        Assert.Equal("2026-03-05", root.GetProperty("date").GetString());
        Assert.Equal("2026-03-05T09:00:00.123+08:00", root.GetProperty("instant").GetString());
        Assert.Equal("09:30:15", root.GetProperty("time").GetString());
        Assert.Equal("P1DT2H3M4.567S", root.GetProperty("duration").GetString());
        Assert.Equal("P1Y2M", root.GetProperty("months").GetString());
        Assert.Equal("[1..2026-01-01)", root.GetProperty("range").GetString());
        Assert.Equal("2026-03-05", root.GetProperty("list")[3].GetProperty("inner").GetString());
    }

    [Fact]
    public void Plain_json_is_read_as_feel_values()
    {
        using var json = JsonDocument.Parse("""{"n":1.50,"t":"2026-03-05","l":[1,"a",null],"c":{"d":true}}""");
        var read = VariablesJson.Read(json.RootElement);
        Assert.Equal(1.50m, read["n"]);
        Assert.Equal("2026-03-05", read["t"]);
        Assert.Equal([1m, "a", null], Assert.IsType<ImmutableArray<object?>>(read["l"]));
        Assert.Equal(true, Assert.IsType<Variables>(read["c"])["d"]);
    }

    private static string Plain(Variables variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            VariablesJson.Write(json, variables);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void AssertSame(object? expected, object? actual)
    {
        if (expected is Variables context)
        {
            var other = Assert.IsType<Variables>(actual);
            Assert.Equal(context.Names.Order(), other.Names.Order());
            foreach (var (name, value) in context)
                AssertSame(value, other[name]);
        }
        else if (expected is ImmutableArray<object?> list)
        {
            var other = Assert.IsType<ImmutableArray<object?>>(actual);
            Assert.Equal(list.Length, other.Length);
            for (var at = 0; at < list.Length; at++)
                AssertSame(list[at], other[at]);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
