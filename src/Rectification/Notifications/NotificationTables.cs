using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>A side effect that leaves after the commit: at least once, with a key that makes a repeat harmless.</summary>
public sealed class OutboxMessage
{
    /// <summary>Tells the order in which they were written.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The same fact never leaves twice: a second message about it has the same key.</summary>
    public required string Key { get; init; }

    /// <summary><c>mail</c>; <c>in-app</c> only from versions before.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON, what the kind's sender reads.</summary>
    public required string Payload { get; init; }

    public required Guid StreetId { get; init; }

    public string? CaseNumber { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>System time before which it isn't tried (back-off).</summary>
    public DateTimeOffset NotBefore { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>A line behind a person's bell.</summary>
public sealed class Notification
{
    /// <summary>Begins with <see cref="At"/> (RFC 9562, version 7), so that the ids tell the order.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The fact that it tells: a person is told it once.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }

    /// <summary>Path of the page it leads to.</summary>
    public required string Link { get; init; }

    public string? CaseNumber { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

public static class NotificationTables
{
    extension(RectificationDb db)
    {
        public Rows<OutboxMessage> Outbox => db.Session.Of<OutboxMessage>();

        public Rows<Notification> Notifications => db.Session.Of<Notification>();
    }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> table)
    {
        table.HasNoRowId().HasKey(row => row.Key);
        // What waits to be sent, among any number of what was.
        table.HasIndex(row => row.NotBefore).HasFilter("\"SentAt\" IS NULL");
    }
}

internal sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> table)
    {
        // A person's lines in the order of their times; nobody asks for one without knowing whose it is.
        table.HasNoRowId().HasKey(row => new { row.UserId, row.Id });
        table.HasIndex(row => new { row.UserId, row.Key }).IsUnique();
        // The number at the bell is asked for with every page.
        table.HasIndex(row => row.UserId, "IX_Notifications_Unread").HasFilter("\"ReadAt\" IS NULL");
    }
}
