using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Notifications;

/// <summary>
/// Tells people something: a line behind each receiver's bell, there with the change that it tells of or not at all, and a mail in the outbox where mail is set up.
/// Nobody is told the same twice: a repeated key is harmless. Inside a command. Scoped.
/// </summary>
public sealed class Notifier(RectificationDb db, Staffing staffing, ReferenceCache reference, MailSettings mail, StreetClock clock, TimeProvider system)
{
    private readonly HashSet<(Guid UserId, string Key)> told = [];
    private int run;

    /// <summary>Everyone who holds the role now, in the node of <paramref name="place"/> that the role belongs to.</summary>
    public Task ToRole(Role role, Placement place, string text, string link, string key, CaseRow? c, CancellationToken ct) =>
        place.Node(role.Scope) is { } node ? ToRole(new CandidateKey(role, node), place.StreetId, text, link, key, c, ct) : Task.CompletedTask;

    public async Task ToRole(CandidateKey candidates, Guid streetId, string text, string link, string key, CaseRow? c, CancellationToken ct)
    {
        foreach (var person in await staffing.Holders(candidates, ct))
            await ToUser(person.Id, streetId, text, link, key, c, ct);
    }

    public async Task ToUser(Guid userId, Guid streetId, string text, string link, string key, CaseRow? c, CancellationToken ct)
    {
        // Of what this run of the command wrote and of what the database has alike: a repeat is harmless, not a failure.
        if (run != db.Session.Run)
        {
            run = db.Session.Run;
            told.Clear();
        }
        if (!told.Add((userId, key)))
            return;
        var at = clock.GetUtcNow();
        db.Notifications.AddIfNew(new Notification
        {
            Id = Guid.CreateVersion7(at),
            UserId = userId,
            Key = key,
            At = at,
            Text = text,
            Link = link,
            CaseNumber = c?.CaseNumber,
        });
        if (mail.IsSetUp && await Address(userId, ct) is { Length: > 0 } address)
            db.Outbox.AddIfNew(new OutboxMessage
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{key}:{userId:N}:mail"),
                Kind = MailSender.Kind,
                Payload = JsonSerializer.Serialize(new MailPayload(address, text, text)),
                StreetId = streetId,
                CaseNumber = c?.CaseNumber,
                CreatedAt = clock.GetUtcNow(),
                NotBefore = system.GetUtcNow(),
            });
    }

    private ValueTask<string?> Address(Guid userId, CancellationToken ct) =>
        reference.Get(db, "address", userId, inside => db.Users.Where(user => user.Id == userId).Select(user => user.Email).FirstOrDefaultAsync(inside), ct);
}
