using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Lets deadlines act by themselves: looks after every commit and at least once a second.</summary>
public sealed class TimerLoop(TimerRunner runner, IServiceScopeFactory scopes, CommitSignal signal, ClockMoves moves, DatabaseSettings settings, ILogger<TimerLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Under load every commit would otherwise cost another look.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var commit = signal.Next;
            var fired = 0;
            try
            {
                using (await moves.Enter(stoppingToken))
                {
                    // Another host may have moved the demonstration's clock.
                    if (settings.Provider == DatabaseProvider.Postgres)
                        await ClockKeeper.Load(scopes, stoppingToken);
                    fired = await runner.FireDue(stoppingToken);
                }
                if (fired == 0)
                {
                    await Task.Delay(Breath, stoppingToken);
                    await CommitSignal.Wait(commit, Poll - Breath, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The timer loop failed and goes on");
                await Task.Delay(Poll, CancellationToken.None);
            }
        }
    }
}
