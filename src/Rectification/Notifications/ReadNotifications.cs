using Microsoft.EntityFrameworkCore;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>The person has seen them: one, or all.</summary>
/// <param name="Id">Null for all.</param>
[AllowSignedIn]
public sealed record ReadNotifications(Guid? Id) : ICommand<Nothing>;

public sealed class ReadNotificationsHandler(RectificationDb db, CurrentActor current, StreetClock clock) : ICommandHandler<ReadNotifications, Nothing>
{
    public async Task<Result<Nothing>> Handle(ReadNotifications command, CancellationToken ct)
    {
        var (person, now) = (current.Required.UserId, clock.GetUtcNow());
        await db.Notifications
            .Where(row => row.UserId == person && row.ReadAt == null && (command.Id == null || row.Id == command.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), ct);
        return Nothing.Here;
    }
}
