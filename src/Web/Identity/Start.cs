using MediatR;
using Rectification.Demo;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Web.Identity;

/// <summary>What happens before the first request: the database gets its shape, an empty one its street or its set-up link.</summary>
internal static class Start
{
    /// <param name="tellsLink">Whether the set-up link is printed while there is something to set up.</param>
    /// <returns>Null when all is well; otherwise why this process must not serve, for the console.</returns>
    public static async Task<string?> Prepare(this WebApplication app, bool tellsLink = true, CancellationToken ct = default)
    {
        var asked = app.Configuration.GetValue<bool?>("Demo");
        var addresses = HostAddresses.Configured(app.Configuration);
        var open = addresses.FirstOrDefault(address => !HostAddresses.IsLoopback(address));

        await Schema.Prepare(app.Services, ct);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        if (open is not null && asked is null && await IsOrWouldBeDemo(scope.ServiceProvider, ct))
            return $"演练数据库只在本机开放。要在 {open} 上提供演练，请加 --Demo=true；正式安装请用空数据库并加 --Demo=false。";

        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var prepared = (await mediator.Send(new PrepareInstallation(asked ?? true), ct)).Value;
        app.Services.GetRequiredService<RunningInstallation>().Read(prepared.Installation);
        if (asked == true && !prepared.Installation.IsDemo)
            app.Logger.LogWarning("--Demo=true is ignored: this database was created for a real installation");
        if (tellsLink && prepared.SetUpToken is { } token)
            Console.WriteLine($"安装链接（一次有效，到 {prepared.Installation.SetUpExpiresAt?.ToOffset(TimeSpan.FromHours(8)):M月d日 HH:mm} 止）：{Base(addresses)}/set-up?token={token}");
        return null;
    }

    /// <summary>After the drawings are deployed: the demonstration's cases, once.</summary>
    public static async Task AddDemoCases(this WebApplication app, CancellationToken ct = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        if (await scope.ServiceProvider.GetRequiredService<InstallationQueries>().Find(ct) is not { IsDemo: true, HasDemoCases: false }
            || scope.ServiceProvider.GetService<IDemoCases>() is not { } cases)
            return;
        await cases.Add(ct);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RememberDemoCases(), ct);
    }

    private static async Task<bool> IsOrWouldBeDemo(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<InstallationQueries>().Find(ct) is not { IsDemo: false };

    // An address for every network card is none that can be opened; the name people use is known only to them.
    private static string Base(IReadOnlyList<string> addresses) =>
        addresses.Count == 0 ? HostAddresses.Default : HostAddresses.IsLoopback(addresses[0]) ? addresses[0] : "本系统的网址";
}
