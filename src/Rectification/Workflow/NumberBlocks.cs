using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// Case numbers for processes without a domain case. Drawn ahead in blocks, so that starting many at once does not queue at one counter;
/// what a host that ends has not used is skipped. Cases that people count (隐患, 问责) take theirs from <see cref="Numbers"/>, without gaps. Singleton.
/// </summary>
public sealed class NumberBlocks(IServiceScopeFactory scopes) : IDisposable
{
    private const int Size = 100;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<(string Prefix, int Year), (int Next, int Last)> blocks = [];

    /// <summary>Outside of a command only: a new block is a transaction of its own.</summary>
    public async Task<string> Next(string prefix, int year, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (!blocks.TryGetValue((prefix, year), out var block) || block.Next > block.Last)
                block = await Draw(prefix, year, ct);
            blocks[(prefix, year)] = (block.Next + 1, block.Last);
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:D4}-{block.Next:D6}");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(int Next, int Last)> Draw(string prefix, int year, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var numbers = scope.ServiceProvider.GetRequiredService<Numbers>();
        var last = (await scope.ServiceProvider.GetRequiredService<Committer>().Commit<int>(
            async inside => await numbers.NextValue(prefix, year, inside, by: Size), ct)).Value;
        return (last - Size + 1, last);
    }
}
