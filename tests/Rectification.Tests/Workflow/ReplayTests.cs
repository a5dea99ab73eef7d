using System.Text;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Settings;
using Rectification.Tests.Settings;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class ReplayTests
{
    private static readonly Variables Some = Variables.Of(("outcome", "passed"), ("day", new DateOnly(2026, 3, 5)));

    private static readonly Command[] Every =
    [
        new Command.Start(Some), new Command.Start(Variables.Empty, "told"), new Command.CompleteTask(4, Some), new Command.CompleteJob(5, Some),
        new Command.FailJob(6, "不通"), new Command.ThrowError(7, "E", null, Some), new Command.ThrowError(7, "E", "坏了", Some) { IsPassedOn = true, Called = Variables.Of(("inside", 1)) }, new Command.ThrowEscalation(8, "X", Some), new Command.FireTimer(9),
        new Command.DeliverMessage(10, Some), new Command.CompleteCall(11, Some), new Command.SetVariables(Some), new Command.SetVariables(Some, 4), new Command.ResolveIncident(12),
        new Command.Return(0, "notice", 3), new Command.Return(2, "notice"), new Command.MoveToken(3, 0, "accept"), new Command.AddToken(2, "sign", Some),
        new Command.CancelToken(5), new Command.Cancel("撤销"),
    ];

    [Fact]
    public void Every_kind_of_command_comes_back_from_the_journal_as_it_was()
    {
        Assert.Equal(typeof(Command).GetNestedTypes().Length, Every.Select(command => command.GetType()).Distinct().Count());
        foreach (var command in Every)
        {
            var json = Write(command);
            using var document = JsonDocument.Parse(json);
            var read = CommandJson.Read(document.RootElement);
            Assert.Equal(command.GetType(), read?.GetType());
            Assert.Equal(json, Write(read!));
        }
    }

    [Fact]
    public async Task A_case_is_replayed_by_the_calendar_of_its_time()
    {
        await using var given = await Given.Street();
        await given.Deploy(Drawn("workdays(1) < date and time(\"2026-09-17T00:00:00+08:00\")"));
        var number = (await given.Case("calendar-case")).CaseNumber;
        Assert.Null((await given.Complete("safety1", number, "quick")).Problem);

        // Two days off that were not known then: by today's calendar the case would have gone the slow way, and a draft that always takes the quick one would differ.
        Assert.True((await given.Send("director1", new SetHolidays(2026, [.. RuleChangeTests.Rows2026(), new(8, "抗洪休整", "2026-09-15", "2026-09-16", "")], "手工录入"))).IsOk);
        Assert.Equal("slow", Assert.Single(await given.OpenTasks((await given.Case("calendar-case")).CaseNumber)).ElementId);

        var actor = await given.ActorOf("director1");
        var replayed = await given.With((CaseHistories histories) => histories.Replay("calendar-case", Drawn("true"), actor.StreetId, number, 1, CancellationToken.None));
        var report = Assert.Single(replayed.Value.Cases).Report;
        Assert.True(report.IsSame, report.Stopped ?? report.Differences.FirstOrDefault()?.Text);
        Assert.Equal(2, report.Replayed);

        static string Drawn(string condition) => Draw.Process($"""
            {Draw.Start()} <bpmn:exclusiveGateway id="soon"/> {TaskTests.Step("quick", "SafetyOfficer@street")} {TaskTests.Step("slow", "SafetyOfficer@street")} {Draw.End()}
            start -> soon ->({condition}) quick -> end
            soon ->(default) slow -> end
            """, id: "calendar-case");
    }

    private static string Write(Command command)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            CommandJson.Write(json, command);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
