using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Forms;
using Rectification.Storage;
using Rectification.Tests.Walks;
using Rectification.Workflow;

namespace Rectification.Tests.Faults;

/// <summary>One history, all of it drawn from a seed: what people ask for, in which order commands move, what fails, which host dies, how the clocks differ.</summary>
internal sealed class History
{
    private const int Rounds = 10;

    private readonly Random chance;
    private readonly FaultPlan plan;
    private readonly Turns turns;
    private readonly Deliveries deliveries = new();
    private readonly Ledger ledger = new();
    private readonly List<string> story = [];
    private readonly List<Wish> wishes = [];
    private readonly List<FaultyHost> hosts = [];
    private readonly DatabaseSettings settings;
    private DateTimeOffset now = Given.Start;
    private Guid premises;
    private int keys;

    private History(DatabaseSettings settings, int seed) =>
        (this.settings, chance, plan, turns) = (settings, new(seed), new(seed + 1), new(new(seed + 2), settings.Provider == DatabaseProvider.Postgres ? () => TestDatabases.Look(settings) : null));

    /// <returns>What struck.</returns>
    public static async Task<IReadOnlyDictionary<FaultPoint, int>> Run(DatabaseProvider provider, int seed)
    {
        var settings = await TestDatabases.Copy(provider);
        var history = new History(settings, seed);
        try
        {
            await history.Run();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"""
                Seed {seed} on {provider}; {FaultTests.SeedVariable}={seed} repeats it alone.
                {fault.Message}
                {string.Join('\n', history.story)}
                """, fault);
        }
        finally
        {
            history.turns.Dispose();
            foreach (var host in history.hosts)
                await host.DisposeAsync();
            await TestDatabases.Drop(settings);
        }
        return history.plan.Struck;
    }

    private async Task Run()
    {
        plan.IsActive = false;
        for (var each = 0; each < (settings.Provider == DatabaseProvider.Postgres ? 2 : 1); each++)
            hosts.Add(await NewHost());
        await Any.Given.Deploy(FaultProcess.Inner);
        await Any.Given.Deploy(FaultProcess.Drawing);
        premises = (await Any.Given.Premises("enterprise1")).Id;
        plan.IsActive = true;
        for (var round = 0; round < Rounds; round++)
        {
            await MakeWishes();
            await Round();
            Pass(chance.Next(6) switch { < 2 => TimeSpan.FromMinutes(chance.Next(10, 100)), 2 => TimeSpan.FromHours(chance.Next(2, 12)), 3 => TimeSpan.FromDays(chance.Next(1, 6)), _ => TimeSpan.FromSeconds(5) });
        }
        await Calm();
        await new Reckoning(Any.Given, ledger, deliveries).Check();
    }

    private FaultyHost Any => hosts[chance.Next(hosts.Count)];

    private async Task Round()
    {
        var commands = wishes.Where(wish => !wish.IsSettled).Take(5).Select(wish => Command(host => wish.Ask(host, story))).ToList();
        if (chance.Next(3) > 0)
            commands.Add(Command(host => Loop("timers", host.FireDue)));
        if (chance.Next(3) == 0)
            commands.Add(Command(host => Loop("timers", host.FireDue)));
        if (chance.Next(3) > 0)
            commands.Add(Command(host => Loop("outbox", host.SendDue)));
        await turns.Run(commands, Between);
        wishes.RemoveAll(wish => wish.IsSettled);
        for (var each = 0; each < hosts.Count; each++)
            if (!hosts[each].IsAlive)
                hosts[each] = await NewHost();
    }

    private (FaultyHost, Func<Task>) Command(Func<FaultyHost, Task> work)
    {
        var host = Any;
        return (host, () => work(host));
    }

    /// <summary>As the hosts' loops do: a failure is no reason to end.</summary>
    private async Task Loop(string name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            Tell($"{name}: {fault.GetType().Name} {fault.Message}");
        }
    }

    /// <summary>Between two operations of commands: a host dies, or is slow, beyond its leases even.</summary>
    private async Task Between()
    {
        if (!plan.IsActive)
            return;
        if (chance.Next(300) == 0 && hosts.FirstOrDefault(host => host.IsAlive) is { } victim)
        {
            Tell("a host dies");
            await victim.Kill();
        }
        else if (chance.Next(60) == 0)
            Pass(TimeSpan.FromSeconds(chance.Next(1, 60)));
    }

    private async Task MakeWishes()
    {
        if (chance.Next(3) == 0)
            wishes.Add(ledger.Start());
        if (chance.Next(4) == 0)
            wishes.Add(ledger.Register($"key-{keys++}", premises, new[] { "onTheSpot", "general", "major", "undetermined" }[chance.Next(4)]));
        var given = Any.Given;
        var open = await given.Read(db => db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Open)
            .OrderBy(task => task.CaseNumber).ThenBy(task => task.ElementId).ThenBy(task => task.Key).ThenBy(task => task.Id).ToListAsync());
        // Several at once in one case, now and then the same task by two: that is where commands meet.
        if (open.Count > 0 && chance.Next(3) > 0)
        {
            var one = open[chance.Next(open.Count)].CaseNumber;
            open.RemoveAll(task => task.CaseNumber != one);
        }
        for (var each = chance.Next(1, 5); each > 0 && open.Count > 0; each--)
            if (await Completion(given, open[chance.Next(open.Count)]) is { } wish)
                wishes.Add(wish);
        if (chance.Next(5) == 0 && ledger.Opened.Count > 0)
            wishes.Add(Ledger.Tell(ledger.Opened.Keys.ElementAt(chance.Next(ledger.Opened.Count))));
        // Timers that come twice, or at another host's will.
        if (chance.Next(3) == 0 && await given.Read(db => db.Timers.AsNoTracking().OrderBy(timer => timer.DueAt).ThenBy(timer => timer.CaseNumber).FirstOrDefaultAsync()) is { } timer)
            for (var times = chance.Next(1, 3); times > 0; times--)
                wishes.Add(Ledger.Fire(timer.InstanceId, timer.Id, $"{timer.CaseNumber} {timer.ElementId}"));
    }

    private async Task<Wish?> Completion(Given given, TaskRow task)
    {
        var onlooker = await given.ActorOf("streetleader1");
        var found = await given.With<TaskQueries, Result<TaskView>>(tasks => tasks.Find(task.Id, onlooker, CancellationToken.None));
        if (!found.IsOk || found.Value.Assignee is null && found.Value.Candidates.IsEmpty)
            return null;
        var view = found.Value;
        // By name: ids differ from run to run.
        var candidates = view.Candidates.Select(candidate => candidate.UserName).Order(StringComparer.Ordinal).ToList();
        var user = view.Assignee ?? candidates[chance.Next(candidates.Count)];
        if (view.FormJson is null)
            return ledger.Complete(view, user, Variables.Empty);
        var form = FormSchema.Read(view.FormJson, out _)!;
        var outcome = view.Outcomes.IsEmpty ? "done" : view.Outcomes[chance.Next(view.Outcomes.Length)].Value;
        return ledger.Complete(view, user, PlainAnswers.For(form, outcome, view.Variables, Drawings.At(now)));
    }

    /// <summary>The faults are over: what people wait for is answered, what is due happens, and every case of the drawing above can still be ended.</summary>
    private async Task Calm()
    {
        plan.IsActive = false;
        Tell("calm");
        for (var each = 0; wishes.Count > 0; each++)
        {
            Assert.True(each < 10, $"No answer even in calm: {wishes.FirstOrDefault()?.Name}");
            await Round();
        }
        for (var each = 0; ; each++)
        {
            Pass(TimeSpan.FromHours(11));
            await Drain();
            var open = await Any.Given.Read(db => db.Tasks.AsNoTracking()
                .Where(task => task.State == TaskState.Open && (task.ProcessKey == FaultProcess.Key || task.ProcessKey == "faults-inner")).OrderBy(task => task.Id).ToListAsync());
            foreach (var task in open)
                wishes.Add((await Completion(Any.Given, task))!);
            if (wishes.Count == 0 && !await Any.Given.Read(db => db.Instances.AnyAsync(row => row.DefinitionKey == FaultProcess.Key)))
                return;
            Assert.True(each < 12, "A case can't be ended any more.");
            while (wishes.Count > 0)
                await Round();
        }
    }

    /// <summary>Until nothing is due: leases and pauses after failures run out, too.</summary>
    private async Task Drain()
    {
        foreach (var host in hosts)
            for (var quiet = 0; quiet < 2; quiet++)
            {
                await host.FireDue();
                await host.SendDue();
                Pass(TimeSpan.FromMinutes(2));
            }
    }

    private async Task<FaultyHost> NewHost() => await FaultyHost.Start(settings, plan, deliveries, now, TimeSpan.FromSeconds(chance.Next(-5, 6)));

    private void Pass(TimeSpan by)
    {
        now += by;
        foreach (var host in hosts)
            host.SetTime(now);
    }

    private void Tell(string line)
    {
        lock (story)
            story.Add(line);
    }
}
