using MediatR;
using Microsoft.EntityFrameworkCore;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Before the transaction of a timer that looks over many rows: a street of a million hazards is read, and deadlines are compared, without holding the writer up.</summary>
internal sealed class TimerLook(RectificationDb db, StreetClock clock, Sweeper sweeper, Recomputations recomputations) : IPipelineBehavior<FireTimer, Result<bool>>
{
    public async Task<Result<bool>> Handle(FireTimer request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<bool>> next)
    {
        var timer = await db.Timers.AsNoTracking()
            .FirstOrDefaultAsync(row => row.InstanceId == request.InstanceId && row.Id == request.TimerId && (row.Kind == TimerKind.Sweep || row.Kind == TimerKind.Recompute), cancellationToken);
        if (timer is { Kind: TimerKind.Sweep } && timer.DueAt <= clock.GetUtcNow())
            await sweeper.Look(timer, cancellationToken);
        else if (timer is { Kind: TimerKind.Recompute })
            await recomputations.Look(timer.StreetId, cancellationToken);
        return await next();
    }
}
