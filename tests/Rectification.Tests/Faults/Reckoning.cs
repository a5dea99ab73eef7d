using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Notifications;
using Rectification.Workflow;

namespace Rectification.Tests.Faults;

/// <summary>After a history: what was promised is there, once; what was counted agrees; the system's own check finds nothing.</summary>
internal sealed class Reckoning(Given given, Ledger ledger, Deliveries deliveries)
{
    public async Task Check()
    {
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
        await CheckCompletions();
        await CheckCases();
        await CheckDeadlines();
        await CheckOutbox();
    }

    private async Task CheckCompletions()
    {
        var tasks = await given.Read(db => db.Tasks.AsNoTracking().ToListAsync());
        var counters = await given.Read(db => db.Counters.AsNoTracking().ToDictionaryAsync(row => row.Name + row.Year, row => row.Value));
        var entries = await given.Read(db => db.Journal.AsNoTracking().Where(row => row.What == "task.completed").Select(row => row.Data).ToListAsync());
        var told = entries.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("id").GetGuid()).CountBy(id => id).ToDictionary();
        Assert.Superset(ledger.Completed, tasks.Where(task => task.State == TaskState.Done).Select(task => task.Id).ToHashSet());
        foreach (var task in tasks)
        {
            var expected = task.State == TaskState.Done ? 1 : 0;
            Assert.True(told.GetValueOrDefault(task.Id) == expected, $"{task.ElementId} of {task.CaseNumber} is {task.State}, but the journal tells {told.GetValueOrDefault(task.Id)} completions.");
            if (task.ProcessKey.StartsWith(FaultProcess.Key, StringComparison.Ordinal))
                Assert.True(counters.GetValueOrDefault(CountedTask.NameOf(task.Id) + "0") == expected, $"{task.ElementId} of {task.CaseNumber} is {task.State}, but its handler's rows say otherwise.");
        }
        // Whatever became of the answer: a start that was asked for once happened once at most, and what began has ended.
        for (var start = 1; start <= ledger.Starts; start++)
        {
            Assert.InRange(counters.GetValueOrDefault(CountedJob.NameOf("fault-settle", $"m{start}") + "0"), ledger.Opened.ContainsValue($"m{start}") ? 1 : 0, 1);
            Assert.InRange(counters.GetValueOrDefault(CountedJob.NameOf("fault-late", $"m{start}") + "0"), 0, 1);
        }
        foreach (var number in await given.Read(db => db.Cases.AsNoTracking().Where(row => row.ProcessKey == FaultProcess.Key).Select(row => row.CaseNumber).ToListAsync()))
            Assert.Equal(3, tasks.Count(task => task.CaseNumber == number && task is { ElementId: "sign", State: TaskState.Done }));
    }

    private async Task CheckCases()
    {
        var numbers = await given.Read(db => db.Cases.AsNoTracking().Select(row => row.CaseNumber).ToListAsync());
        Assert.Superset(ledger.Opened.Keys.ToHashSet(), numbers.ToHashSet());
        Assert.Superset(ledger.Registered.Values.ToHashSet(), numbers.ToHashSet());
        // One hazard a key, and none beside.
        var described = await given.Read(db => db.Hazards.AsNoTracking().Select(row => row.Description).ToListAsync());
        Assert.Equal(described.Count, described.Distinct().Count());
        Assert.Equal(ledger.Registered.Count, ledger.Registered.Values.Distinct().Count());
    }

    /// <summary>The invariant in plain queries, beside the system's own check.</summary>
    private async Task CheckDeadlines()
    {
        var open = await given.Read(db => db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Open).ToListAsync());
        var timers = await given.Read(db => db.Timers.AsNoTracking().ToListAsync());
        var instances = (await given.Read(db => db.Instances.AsNoTracking().Select(row => row.Id).ToListAsync())).ToHashSet();
        foreach (var task in open)
        {
            Assert.Contains(task.InstanceId, instances);
            Assert.Equal(task.DueAt is null ? 0 : 1, timers.Count(timer => timer.TaskId == task.Id));
        }
        Assert.All(timers.Where(timer => timer.Kind == TimerKind.Token), timer => Assert.Contains(timer.InstanceId, instances));
        Assert.DoesNotContain(timers.Where(timer => timer.Kind == TimerKind.Token).CountBy(timer => (timer.InstanceId, timer.Key)), timer => timer.Value > 1);
    }

    private async Task CheckOutbox()
    {
        var messages = await given.Read(db => db.Outbox.AsNoTracking().ToListAsync());
        Assert.All(messages, message => Assert.True(message.SentAt is not null, $"{message.Key} never left: {message.LastError}"));
        Assert.All(messages.Where(message => message.Kind == Tally.Kind), message => Assert.True(deliveries.Of(message.Key) > 0, $"{message.Key} says that it left, but nothing arrived."));
        Assert.Equal(messages.Count, messages.DistinctBy(message => message.Key).Count());
        // Told with the change itself: everybody once, and of every task somebody.
        var lines = await given.Read(db => db.Notifications.AsNoTracking().Select(row => new { row.UserId, row.Key }).ToListAsync());
        Assert.Equal(lines.Count, lines.Distinct().Count());
        var told = lines.Select(line => line.Key).ToHashSet();
        Assert.All(await given.Read(db => db.Tasks.AsNoTracking().ToListAsync()), task => Assert.Contains($"task:{task.Id:N}:opened", told));
    }
}
