using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>Tells the database every half minute that this host lives. The first sign is given before any deadline runs, so that an outage is known before what fell due in it.</summary>
public sealed class HeartbeatLoop(IServiceScopeFactory scopes, ILogger<HeartbeatLoop> log) : BackgroundService
{
    private readonly string host = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Beat(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HeartbeatHandler.Every);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(task => task is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default))
            await Beat(stoppingToken);
    }

    private async Task Beat(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Heartbeat(host), ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The heartbeat failed and goes on");
        }
    }
}
