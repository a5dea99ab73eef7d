using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Faults;

/// <summary>What a person asks for: asked again until there is an answer, as a person or a program outside would.</summary>
/// <param name="name">For the story that a failing seed tells.</param>
/// <param name="isRepeatable">Whether asking again is harmless by the contract of the call.</param>
internal sealed class Wish(string name, bool isRepeatable, Func<Given, Task<Problem?>> ask)
{
    public string Name { get; } = name;

    public bool IsSettled { get; private set; }

    public async Task Ask(FaultyHost host, List<string> story)
    {
        string heard;
        try
        {
            var problem = await ask(host.Given);
            // Nobody hears a host that is dead.
            if (!host.IsAlive)
                return;
            IsSettled = true;
            heard = problem?.Code ?? "ok";
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            IsSettled = !isRepeatable;
            heard = $"no answer ({fault.Message})";
        }
        lock (story)
            story.Add($"{Name}: {heard}");
    }
}

/// <summary>What was answered 'done', against which the database is held afterwards.</summary>
internal sealed class Ledger
{
    private readonly Lock gate = new();
    private int starts;

    public HashSet<Guid> Completed { get; } = [];

    /// <summary>Case number to mark.</summary>
    public Dictionary<string, string> Opened { get; } = [];

    public Dictionary<string, string> Registered { get; } = [];

    /// <summary>How often a start was asked for, each with a mark of its own.</summary>
    public int Starts => starts;

    public Wish Start() => new("start", isRepeatable: false, async given =>
    {
        var mark = $"m{Interlocked.Increment(ref starts)}";
        var answer = await given.Send("designer1", new StartInstance(FaultProcess.Key, Variables.Of(("mark", mark), ("signers", System.Collections.Immutable.ImmutableArray.Create<object?>("a", "b", "c")))));
        if (answer.IsOk)
            lock (gate)
                Assert.True(Opened.TryAdd(answer.Value.CaseNumber, mark), $"{answer.Value.CaseNumber} was given out twice.");
        return answer.Problem;
    });

    public Wish Register(string key, Guid premises, string level) => new($"register {key} {level}", isRepeatable: true, async given =>
    {
        var answer = await given.Send("grid1", new RegisterHazard(premises, level, "消防安全", $"安全出口被布料堵塞（{key}）", null, null, null, null, [], null, key, ""));
        if (answer.IsOk)
            lock (gate)
            {
                Assert.Equal(answer.Value.CaseNumber, Registered.GetValueOrDefault(key, answer.Value.CaseNumber));
                Registered[key] = answer.Value.CaseNumber;
            }
        return answer.Problem;
    });

    public Wish Complete(TaskView task, string user, Variables values) => new($"complete {task.CaseNumber} {task.ElementId} {values["outcome"]} by {user}", isRepeatable: true, async given =>
    {
        var answer = await given.Send(user, new CompleteTask(task.Id, values, null, task.NeedsSignature ? new("Qingshan#2026", null) : null));
        if (answer.IsOk)
            lock (gate)
                Assert.True(Completed.Add(task.Id), $"{task.ElementId} of {task.CaseNumber} was accepted twice.");
        return answer.Problem;
    });

    public static Wish Tell(string caseNumber) => new($"tell {caseNumber}", isRepeatable: false,
        async given => (await given.Send("safety1", new SendMessage(FaultProcess.News, caseNumber, Variables.Of(("note", "x"))))).Problem);

    public static Wish Fire(Guid instanceId, Guid timerId, string what) => new($"fire {what}", isRepeatable: true,
        async given => (await given.Send(new FireTimer(instanceId, timerId))).Problem);
}
