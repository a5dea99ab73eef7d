using MediatR;
using Rectification.Ledgers;
using Rectification.People;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Loops;

internal static class WorkflowStart
{
    /// <summary>Takes the drawings and forms beside the program into use; what has not changed makes no version.</summary>
    public static async Task DeployWorkflows(this WebApplication app, CancellationToken ct = default)
    {
        await ClockKeeper.Load(app.Services.GetRequiredService<IServiceScopeFactory>(), ct);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var folder = app.Configuration["Workflows:Path"] ?? Path.Combine(app.Environment.ContentRootPath, "workflows");
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeployFolder(folder), ct);
        await KeepLedgersOpening(app.Services.GetRequiredService<IServiceScopeFactory>(), ct);
    }

    /// <summary>Every street's monthly lists open by themselves from its first day; at start, and again when an installation is set up.</summary>
    public static async Task KeepLedgersOpening(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new KeepLedgersOpening(), ct);
    }
}
