using System.Text.Json;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Notifications;

/// <summary>Delivers what versions before left in the outbox for people inside. Since then <see cref="Notifier"/> writes their lines with the change itself.</summary>
internal sealed class InAppSender(Committer committer, Notifier notifier) : IOutboxSender
{
    public const string Kind = "in-app";

    public async Task Send(OutboxMessage message, CancellationToken ct)
    {
        var payload = JsonSerializer.Deserialize<Payload>(message.Payload) ?? throw new FormatException($"Outbox message {message.Key} is empty.");
        await committer.Commit<Nothing>(async inside =>
        {
            if (payload is { Role: { } role, Node: { } node })
                await notifier.ToRole(new CandidateKey(role, node), message.StreetId, payload.Text, payload.Link, message.Key, null, inside);
            else if (payload.UserId is { } userId)
                await notifier.ToUser(userId, message.StreetId, payload.Text, payload.Link, message.Key, null, inside);
            return Nothing.Here;
        }, ct);
    }

    /// <summary>A person, or everyone who holds a role in a node at the time of sending.</summary>
    private sealed record Payload(Guid? UserId, Role? Role, Guid? Node, string Text, string Link);
}
