using System.Text.Json;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Notifications;

/// <summary>Tells people something: written with the change, delivered after the commit. The same key is never told twice. Scoped.</summary>
public sealed class Notifier(RectificationDb db, StreetClock clock, TimeProvider system)
{
    /// <summary>Everyone who holds the role in the node of <paramref name="place"/> that the role belongs to.</summary>
    public void ToRole(Role role, Placement place, string text, string link, string key, CaseRow? c = null)
    {
        if (place.Node(role.Scope) is { } node)
            Write(new InAppPayload(null, role, node, text, link, clock.GetUtcNow(), c?.CaseNumber), key, place.StreetId, c);
    }

    /// <param name="candidateKey"><c>Role@node-id</c>, as in <see cref="TaskRow.CandidateKey"/>.</param>
    public void ToRole(string candidateKey, Guid streetId, string text, string link, string key, CaseRow? c = null)
    {
        var candidates = CandidateKey.Parse(candidateKey);
        Write(new InAppPayload(null, candidates.Role, candidates.Node, text, link, clock.GetUtcNow(), c?.CaseNumber), key, streetId, c);
    }

    public void ToUser(Guid userId, Guid streetId, string text, string link, string key, CaseRow? c = null) =>
        Write(new InAppPayload(userId, null, null, text, link, clock.GetUtcNow(), c?.CaseNumber), key, streetId, c);

    private void Write(InAppPayload payload, string key, Guid streetId, CaseRow? c)
    {
        // Of what this command wrote and of what the database has alike: a repeat is harmless, not a failure.
        if (db.Outbox.Local.Any(message => message.Key == key))
            return;
        db.Outbox.AddIfNew(new OutboxMessage
        {
            Key = key,
            Kind = InAppPayload.Kind,
            Payload = JsonSerializer.Serialize(payload),
            StreetId = streetId,
            CaseNumber = c?.CaseNumber,
            CreatedAt = clock.GetUtcNow(),
            NotBefore = system.GetUtcNow(),
        });
    }
}

/// <summary>What the in-app sender reads: a person, or everyone who holds a role in a node at the time of sending.</summary>
internal sealed record InAppPayload(Guid? UserId, Role? Role, Guid? Node, string Text, string Link, DateTimeOffset At, string? CaseNumber)
{
    public const string Kind = "in-app";
}
