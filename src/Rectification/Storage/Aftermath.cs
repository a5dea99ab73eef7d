namespace Rectification.Storage;

/// <summary>What a command wants done once its transaction is over. Forgotten when the command runs again after a conflict. Scoped.</summary>
public sealed class Aftermath
{
    private readonly List<Action> committed = [];
    private readonly List<Func<Task>> refused = [];

    /// <summary>In memory only: dropping a cache, waking somebody. A kill right after the commit skips it.</summary>
    public void OnCommit(Action action) => committed.Add(action);

    /// <summary>Runs after the rollback of a refused command, for what must be kept all the same: a wrong password counts.</summary>
    public void OnRefusal(Func<Task> action) => refused.Add(action);

    internal void Clear()
    {
        committed.Clear();
        refused.Clear();
    }

    internal void Committed()
    {
        foreach (var action in committed)
            action();
        Clear();
    }

    internal async Task Refused()
    {
        Func<Task>[] actions = [.. refused];
        Clear();
        foreach (var action in actions)
            await action();
    }
}
