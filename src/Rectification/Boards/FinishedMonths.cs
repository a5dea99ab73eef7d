using System.Collections.Concurrent;

namespace Rectification.Boards;

/// <summary>What was found and struck off in months that are over: it never changes again, so it is counted once a host. Singleton.</summary>
public sealed class FinishedMonths
{
    private readonly ConcurrentDictionary<(Guid StreetId, Month Month), MonthFlow> counted = new();

    public async ValueTask<MonthFlow> Get(Guid streetId, Month month, Func<Task<MonthFlow>> count)
    {
        if (!counted.TryGetValue((streetId, month), out var flow))
            counted[(streetId, month)] = flow = await count();
        return flow;
    }
}
