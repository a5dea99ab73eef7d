using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>One thing that an administrator did. Append-only; the auditor reads it.</summary>
public sealed class AdminLogRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the system.</summary>
    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? From { get; init; }

    /// <summary>Stable kind: <c>account.created</c>, <c>role.granted</c> …</summary>
    public required string What { get; init; }

    /// <summary>For people, in Chinese.</summary>
    public required string Text { get; init; }
}

/// <summary>Writes the administrative log in the transaction of the command that it tells of.</summary>
public sealed class AdminLog(RectificationDb db, CurrentActor current, StreetClock clock)
{
    public void Add(Guid streetId, string what, string text)
    {
        var actor = current.Actor;
        db.AdminLog.Add(new()
        {
            StreetId = streetId,
            At = clock.GetUtcNow(),
            ActorId = actor is null or { IsSystem: true } ? null : actor.UserId,
            ActorName = actor?.Name ?? "未登录",
            From = current.From,
            What = what,
            Text = text,
        });
    }
}
