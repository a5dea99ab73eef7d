using System.Xml;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Moves the demonstration's clock ahead; everything that falls due on the way runs at its own instant before this is answered.</summary>
/// <param name="Advance">ISO 8601 duration: <c>P3D</c>, <c>PT2H</c>.</param>
[Allow(Role.SystemAdmin)]
[OwnTransactions("Each deadline is a command of its own; killed in between, the clock stands where the last one ran and nothing is lost.")]
public sealed record MoveClock(string? Advance, DateTimeOffset? Set) : ICommand<DateTimeOffset>;

public sealed class MoveClockHandler(
    RunningInstallation installation, StreetClock clock, TimeProvider system, ClockMoves moves, TimerRunner runner, IServiceScopeFactory scopes)
    : ICommandHandler<MoveClock, DateTimeOffset>
{
    private const int MaxFired = 100_000;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    public async Task<Result<DateTimeOffset>> Handle(MoveClock command, CancellationToken ct)
    {
        if (!installation.IsDemo)
            return Problem.Forbidden("clock.real", "正式系统的时钟不能调整，只有演练系统可以");
        using var turn = await moves.Enter(ct);
        var asked = Target(command);
        if (asked.Problem is { } problem)
            return problem;
        var target = asked.Value;
        try
        {
            // Once begun it is carried through, whether or not the caller waits for the answer.
            for (var fired = 0; await runner.Next(target, CancellationToken.None) is { } next; fired++)
            {
                if (fired == MaxFired)
                    return Problem.Invalid("clock.too-much", $"到此刻已有 {MaxFired} 个期限到期，时钟停在 {clock.GetUtcNow():O}；如需继续请再调一次");
                var at = next.DueAt > clock.GetUtcNow() ? next.DueAt : clock.GetUtcNow();
                clock.HoldAt(at);
                if (at - system.GetUtcNow() > clock.Ahead)
                    await ClockKeeper.Store(scopes, at - system.GetUtcNow(), CancellationToken.None);
                while (!await runner.Fire(next.InstanceId, next.Id, retryAtOnce: true, CancellationToken.None))
                {
                }
            }
            var ahead = target - system.GetUtcNow();
            if (ahead > clock.Ahead)
                await ClockKeeper.Store(scopes, ahead, CancellationToken.None);
        }
        finally
        {
            clock.HoldAt(null);
        }
        return clock.GetUtcNow();
    }

    private Result<DateTimeOffset> Target(MoveClock command)
    {
        var now = clock.GetUtcNow();
        if (command.Advance is null == command.Set is null)
            return Problem.Invalid("clock.which", "请给出 advance（推进多久）或 set（调到何时）中的一个");
        if (command.Set is { } instant)
            return instant < now ? Problem.Field("set", "演练时钟只能向前，不能调回过去")
                : instant - now > Farthest ? Problem.Field("set", "一次最多推进十年")
                : instant;
        TimeSpan by;
        try
        {
            by = XmlConvert.ToTimeSpan(command.Advance!);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return Problem.Field("advance", "请写成 ISO 8601 时长，例如 P3D（三天）、PT2H（两小时）");
        }
        return by < TimeSpan.Zero ? Problem.Field("advance", "演练时钟只能向前，不能调回过去")
            : by > Farthest ? Problem.Field("advance", "一次最多推进十年")
            : now + by;
    }
}
