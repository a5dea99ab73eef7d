using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Storage;

/// <summary>
/// Reads that run while others do, each with a scope and so a connection of its own: a page that counts over a million rows then waits for the longest count, not for their sum.
/// There is no actor in such a scope: only for reads whose caller has made sure who asks, and only outside commands. Singleton.
/// </summary>
public sealed class Beside(IServiceScopeFactory scopes)
{
    /// <summary>The read starts at once, on another thread: SQLite reads without ever waiting. Await it, also when another fails.</summary>
    public Task<T> Read<TQueries, T>(Func<TQueries, Task<T>> read, CancellationToken ct) where TQueries : notnull => Task.Run(
        async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await read(scope.ServiceProvider.GetRequiredService<TQueries>());
        }, ct);
}
