using Rectification.Engine.Checking;
using Rectification.Tests.Walks;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class DeliveredDrawingsTests
{
    [Fact]
    public async Task No_delivered_drawing_has_an_error_or_a_warning_that_nobody_explains()
    {
        await using var given = await Given.Street();
        var doubts = await given.With<KnownBeside, List<string>>(async beside =>
        {
            var found = new List<string>();
            foreach (var (file, reading) in Drawings.Readings)
                found.AddRange(DraftCheck.Of(reading, await beside.For(reading.Processes[0], [.. Drawings.Definitions.Values], default))
                    .Where(problem => problem.Accepted is null).Select(problem => $"{file} {problem.Line} {problem.ElementId}: {problem.Text}"));
            return found;
        });
        Assert.True(doubts.Count == 0, string.Join('\n', doubts));
    }
}
