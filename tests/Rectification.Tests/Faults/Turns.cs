namespace Rectification.Tests.Faults;

/// <summary>
/// Lets commands run side by side, but only one at a time between two operations on the database; the seed decides whose turn it is.
/// So what happens in which order is the seed's doing, not the machine's. A command waits here, in the writer's queue, or for a lock of the server.
/// </summary>
internal sealed class Turns(Random chance) : IDisposable
{
    // A command that waits for a lock of PostgreSQL can't be told from one that is slow, except by time.
    private static readonly TimeSpan LockedAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly AsyncLocal<Turn?> Mine = new();

    private readonly SemaphoreSlim changed = new(0);
    private List<Turn> turns = [];

    private enum State
    {
        Running,
        Waiting,
        Queued,
        Over,
    }

    /// <summary>Runs all of them to their end, or to the death of their host.</summary>
    /// <param name="between">Called before every turn.</param>
    public async Task Run(IEnumerable<(FaultyHost Host, Func<Task> Work)> commands, Func<Task> between)
    {
        var all = commands.ToList();
        turns = [.. all.Select(command => new Turn(command.Host, changed))];
        foreach (var (turn, command) in turns.Zip(all))
            _ = Task.Run(() => Begin(turn, command.Work));
        while (true)
        {
            await Settle();
            var waiting = turns.Where(turn => turn is { State: State.Waiting, Host.IsAlive: true }).ToList();
            if (waiting.Count == 0)
            {
                if (turns.Find(turn => turn is { Fault: not null, Host.IsAlive: true }) is { } broken)
                    throw new InvalidOperationException(broken.Fault!.Message, broken.Fault);
                if (turns.All(turn => turn.State == State.Over || !turn.Host.IsAlive))
                    return;
                throw new TimeoutException($"Commands stand still: {string.Join(", ", turns.Select(turn => turn.State))}.");
            }
            await between();
            // The host may just have died.
            if (waiting[chance.Next(waiting.Count)] is { Host.IsAlive: true } next)
                next.Go();
        }
    }

    /// <summary>Before an operation: until it is this command's turn.</summary>
    public static Task Wait() => Mine.Value?.Wait() ?? Task.CompletedTask;

    /// <summary>Around an operation that may have to wait for other commands.</summary>
    public static async ValueTask Queued(ValueTask operation)
    {
        if (operation.IsCompleted || Mine.Value is not { } turn)
        {
            await operation;
            return;
        }
        turn.Change(State.Queued);
        try
        {
            await operation;
        }
        finally
        {
            turn.Change(State.Running);
        }
    }

    public void Dispose() => changed.Dispose();

    private static async Task Begin(Turn turn, Func<Task> work)
    {
        Mine.Value = turn;
        await turn.Wait();
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            turn.Fault = fault;
        }
        turn.Change(State.Over);
    }

    /// <summary>Until nobody moves any more.</summary>
    private async Task Settle()
    {
        var since = DateTime.UtcNow;
        while (true)
        {
            // Each looked at once: one that comes out of the queue meanwhile must not be missed.
            var states = turns.Where(turn => turn.Host.IsAlive).Select(turn => turn.State).ToList();
            var (anyRuns, anyWaits) = (states.Contains(State.Running), states.Contains(State.Waiting));
            var passed = DateTime.UtcNow - since;
            if (!anyRuns && !states.Contains(State.Queued))
                return;
            // Whoever was handed the writer's turn says so within a moment.
            if (!await changed.WaitAsync(anyRuns ? LockedAfter : TimeSpan.FromMilliseconds(2)) && (anyWaits || passed > Patience))
                return;
        }
    }

    private sealed class Turn(FaultyHost host, SemaphoreSlim changed)
    {
        private readonly Lock gate = new();
        private TaskCompletionSource? go;

        public FaultyHost Host { get; } = host;

        public State State { get; private set; }

        public Exception? Fault { get; set; }

        public Task Wait()
        {
            lock (gate)
            {
                go = new(TaskCreationOptions.RunContinuationsAsynchronously);
                State = State.Waiting;
                changed.Release();
                return go.Task;
            }
        }

        public void Go()
        {
            lock (gate)
            {
                State = State.Running;
                go!.SetResult();
            }
        }

        public void Change(State state)
        {
            lock (gate)
            {
                State = state;
                changed.Release();
            }
        }
    }
}
