using Rectification.Engine.Reading;
using Rectification.Engine.Playing;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Playing;

public sealed class ReplayTests
{
    private const string Elements = """<bpmn:exclusiveGateway id="choice"/><bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>""";

    private static readonly Definition Original = Read($"""
        {Elements} {UserTask("notice")} {UserTask("accept")} {UserTask("order")}
        start -> notice -> choice ->(days > 3) order -> accept -> end
        choice ->(default) accept
        """);

    private static Definition Read(string inside) => BpmnReader.Read(Process(inside)).Processes.Single();

    /// <summary>What a walk did, as the journal keeps it.</summary>
    private static List<Recorded> History(params (string ElementId, int Days)[] done)
    {
        var walk = Walk.Of(Original);
        var history = new List<Recorded>();
        Do(new Command.Start(Variables.Empty));
        foreach (var (elementId, days) in done)
            Do(new Command.CompleteTask(walk.TaskAt(elementId).Key, Variables.Of(("days", days))));
        return history;

        void Do(Command command)
        {
            history.Add(new(command, new(walk.Now, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance)));
            walk.Do(command);
        }
    }

    [Fact]
    public void The_same_drawing_gives_the_same_story()
    {
        var report = Replay.Compare(Original, Original, History(("notice", 5), ("order", 5), ("accept", 5)));
        Assert.True(report.IsSame);
        Assert.Equal((4, 4), (report.Recorded, report.Replayed));
    }

    [Fact]
    public void Another_condition_is_told_at_the_step_where_the_ways_part()
    {
        var draft = Read($"""
            {Elements} {UserTask("notice")} {UserTask("accept")} {UserTask("order")}
            start -> notice -> choice ->(days > 7) order -> accept -> end
            choice ->(default) accept
            """);
        Assert.True(Replay.Compare(Original, draft, History(("notice", 9), ("order", 9), ("accept", 9))).IsSame);
        var report = Replay.Compare(Original, draft, History(("notice", 5), ("order", 5), ("accept", 5)));
        var difference = Assert.Single(report.Differences);
        Assert.Equal((2, "notice", "order", "accept"), (difference.Step, difference.ElementId, Assert.Single(difference.Then), Assert.Single(difference.Draft)));
        Assert.Equal(2, report.Replayed);
        Assert.Contains("“order”，按草稿这时不在那里，而在“accept”", report.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_the_draft_adds_shifts_no_key_of_those_that_stay()
    {
        var draft = Read($"""
            {Elements} {UserTask("notice")} {UserTask("accept")} {UserTask("order")} <bpmn:parallelGateway id="fork"/> {UserTask("beside")}
            start -> fork -> notice -> choice ->(days > 3) order -> accept -> end
            fork -> beside -> end
            choice ->(default) accept
            """);
        var report = Replay.Compare(Original, draft, History(("notice", 1), ("accept", 1)));
        Assert.Null(report.Stopped);
        Assert.Equal(3, report.Replayed);
        Assert.Equal(["beside", "notice"], report.Differences[0].Draft);
        Assert.Equal((true, false), (report.Differences[^1].HadEnded, report.Differences[^1].WouldHaveEnded));
    }

    [Fact]
    public void Where_the_draft_has_ended_it_is_told_in_whole_sentences()
    {
        var draft = Read($"""
            {Elements} {UserTask("notice")} {UserTask("accept")} {UserTask("order")}
            start -> notice -> choice ->(days > 99) order -> accept -> end
            choice ->(default) end
            """);
        var report = Replay.Compare(Original, draft, History(("notice", 5), ("order", 5), ("accept", 5)));
        Assert.Equal("第 2 步“notice”之后，当时“order”等办理，按草稿会是流程结束。", Assert.Single(report.Differences).Text);
        Assert.Equal("当时第 3 步办理“order”，按草稿流程这时已经结束。", report.Stopped);
    }

    [Fact]
    public void Every_command_is_known()
    {
        Command[] whole = [new Command.Start(Variables.Empty), new Command.Cancel("")];
        Command[] keyed =
        [
            new Command.CompleteTask(9, Variables.Empty), new Command.CompleteJob(9, Variables.Empty), new Command.FailJob(9, ""),
            new Command.ThrowError(9, "", null, Variables.Empty), new Command.ThrowEscalation(9, "", Variables.Empty), new Command.FireTimer(9),
            new Command.DeliverMessage(9, Variables.Empty), new Command.CompleteCall(9, Variables.Empty), new Command.SetVariables(Variables.Empty, 9),
            new Command.ResolveIncident(9), new Command.Return(9, "notice"), new Command.MoveToken(9, 0, "notice"),
            new Command.AddToken(9, "notice", Variables.Empty), new Command.CancelToken(9),
        ];
        Assert.Equal(typeof(Command).GetNestedTypes().ToHashSet(), whole.Concat(keyed).Select(command => command.GetType()).ToHashSet());
        Assert.All(whole, command => Assert.Equal((0, command), (Replay.KeyOf(command), Replay.Translate(command, ProcessState.None, ProcessState.None))));
        Assert.All(keyed, command => Assert.Equal((9, null), (Replay.KeyOf(command), Replay.Translate(command, ProcessState.None, ProcessState.None))));
    }
}
