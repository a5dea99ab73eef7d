using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Notifications;

/// <summary>Turns an in-app message into a line behind each receiver's bell, and into mail where mail is set up. Scoped.</summary>
public sealed class InAppDelivery(RectificationDb db, Staffing staffing, TimeProvider system, MailSettings mail)
{
    public async Task Deliver(OutboxMessage message, CancellationToken ct)
    {
        var payload = JsonSerializer.Deserialize<InAppPayload>(message.Payload) ?? throw new FormatException($"Outbox message {message.Key} is empty.");
        foreach (var userId in await Receivers(payload, ct))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{message.Key}:{userId:N}");
            db.Notifications.AddIfNew(new Notification
            {
                Key = key,
                UserId = userId,
                At = payload.At,
                Text = payload.Text,
                Link = payload.Link,
                CaseNumber = payload.CaseNumber,
            });
            if (mail.IsSetUp && await db.Users.Where(user => user.Id == userId).Select(user => user.Email).FirstOrDefaultAsync(ct) is { Length: > 0 } address)
                db.Outbox.AddIfNew(new OutboxMessage
                {
                    Key = $"{key}:mail",
                    Kind = MailSender.Kind,
                    Payload = JsonSerializer.Serialize(new MailPayload(address, payload.Text, payload.Text)),
                    StreetId = message.StreetId,
                    CaseNumber = message.CaseNumber,
                    CreatedAt = message.CreatedAt,
                    NotBefore = system.GetUtcNow(),
                });
        }
        message.SentAt = system.GetUtcNow();
    }

    private async Task<IEnumerable<Guid>> Receivers(InAppPayload payload, CancellationToken ct)
    {
        if (payload is { Role: { } role, Node: { } node })
            return (await staffing.Holders(new CandidateKey(role, node), ct)).Select(person => person.Id).Distinct();
        return payload.UserId is { } userId ? [userId] : [];
    }
}
