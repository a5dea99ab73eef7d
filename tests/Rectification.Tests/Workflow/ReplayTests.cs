using System.Text;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class ReplayTests
{
    private static readonly Variables Some = Variables.Of(("outcome", "passed"), ("day", new DateOnly(2026, 3, 5)));

    private static readonly Command[] Every =
    [
        new Command.Start(Some), new Command.Start(Variables.Empty, "told"), new Command.CompleteTask(4, Some), new Command.CompleteJob(5, Some),
        new Command.FailJob(6, "不通"), new Command.ThrowError(7, "E", null, Some), new Command.ThrowEscalation(8, "X", Some), new Command.FireTimer(9),
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

    private static string Write(Command command)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            CommandJson.Write(json, command);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
