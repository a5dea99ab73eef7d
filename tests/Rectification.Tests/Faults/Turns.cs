namespace Rectification.Tests.Faults;

/// <summary>
/// Lets commands run side by side, but only one at a time between two operations on the database; the seed decides whose turn it is.
/// So what happens in which order is the seed's doing, not the machine's. A command waits here, in the line of its host's writer, for a gate in its host, or for a lock of the server.
/// </summary>
/// <param name="server">For how many commands the server is at work, and how many it keeps waiting for a lock; null where there is none.</param>
internal sealed class Turns(Random chance, Func<Task<(int AtWork, int Locked)>>? server) : IDisposable
{
    // Longer than most operations take.
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly AsyncLocal<Turn?> Mine = new(Turn.OnThread);

    private readonly SemaphoreSlim changed = new(0);
    private IReadOnlyList<Turn> turns = [];

    /// <summary>The command that runs here; null outside <see cref="Run"/>.</summary>
    public static Turn? Current => Mine.Value;

    /// <summary>Runs all of them to their end, or to the death of their host.</summary>
    /// <param name="between">Called before every turn.</param>
    public async Task Run(IEnumerable<(FaultyHost Host, Func<Task> Work)> commands, Func<Task> between)
    {
        var all = commands.ToList();
        turns = [.. all.Select(command => new Turn(command.Host, () => changed.Release()))];
        foreach (var (turn, command) in turns.Zip(all))
            _ = Task.Run(() => Begin(turn, command.Work));
        while (true)
        {
            await Settle();
            var waiting = turns.Where(turn => turn is { State: TurnState.Waiting, Host.IsAlive: true }).ToList();
            if (waiting.Count == 0)
            {
                if (turns.FirstOrDefault(turn => turn is { Fault: not null, Host.IsAlive: true }) is { } broken)
                    throw new InvalidOperationException(broken.Fault!.Message, broken.Fault);
                if (turns.All(turn => turn.State == TurnState.Over || !turn.Host.IsAlive))
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
    public static Task Wait() => Current?.Wait() ?? Task.CompletedTask;

    /// <summary>Around an operation that may have to wait in the writer's line; several may come out of it at once, which then go on one by one.</summary>
    public static async ValueTask Queued(ValueTask operation, TurnState waiting)
    {
        if (operation.IsCompleted || Current is not { } turn)
        {
            await operation;
            return;
        }
        turn.Change(waiting);
        try
        {
            await operation;
        }
        finally
        {
            await turn.Wait();
        }
    }

    public void Dispose() => changed.Dispose();

    private async Task Begin(Turn turn, Func<Task> work)
    {
        Mine.Value = turn;
        turn.Others = turns;
        await turn.Wait();
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            turn.Fault = fault;
        }
        turn.Change(TurnState.Over);
    }

    /// <summary>Until nobody moves any more.</summary>
    private async Task Settle()
    {
        var (since, quiet) = (DateTime.UtcNow, 0);
        while (true)
        {
            // Each looked at once: one that comes out of the queue meanwhile must not be missed.
            var states = turns.Where(turn => turn.Host.IsAlive).Select(turn => turn.State).ToList();
            var running = states.Count(state => state == TurnState.Running);
            var anyWaits = states.Contains(TurnState.Waiting);
            // Who stands in line moves only when another one leaves, which then says so.
            if (running == 0 && (anyWaits || states.TrueForAll(state => state == TurnState.Over)))
                return;
            if (await changed.WaitAsync(Moment))
            {
                quiet = 0;
                continue;
            }
            var (atWork, locked) = server is null ? (0, 0) : await server();
            // Who is on no thread and at no server waits for one of the others; seen twice, because one that is just called may not have a thread yet.
            if (running > 0 && locked >= running)
                quiet = 2;
            else if (atWork > 0 || turns.Any(turn => turn.IsOnThread && turn.Host.IsAlive))
                quiet = 0;
            else if (ThreadPool.PendingWorkItemCount == 0)
                quiet++;
            if (anyWaits && quiet >= 2 || DateTime.UtcNow - since > Patience)
                return;
        }
    }
}
