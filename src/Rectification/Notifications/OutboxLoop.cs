using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>Sends what commands left in the outbox: after every commit and at least once a second.</summary>
public sealed class OutboxLoop(OutboxRunner runner, CommitSignal signal, ILogger<OutboxLoop> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Gathers what several commands leave within a moment into one transaction.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var commit = signal.Next;
            try
            {
                // Only a full batch says that more is waiting; otherwise what comes within the next moment goes together.
                if (await runner.SendDue(stoppingToken) < OutboxRunner.BatchSize)
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
                log.LogError(failure, "The outbox loop failed and goes on");
                await Task.Delay(Poll, CancellationToken.None);
            }
        }
    }
}
