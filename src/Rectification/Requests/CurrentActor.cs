using Rectification.People;

namespace Rectification.Requests;

/// <summary>Who is acting in this scope: set by the host from the signed-in person, by loops to <see cref="Actor.System"/>. Scoped.</summary>
public sealed class CurrentActor
{
    /// <summary>Null while nobody is signed in.</summary>
    public Actor? Actor { get; set; }

    /// <summary>Where the request came from (IP address), for the record; null for the system itself.</summary>
    public string? From { get; set; }

    public Actor Required => Actor ?? throw new InvalidOperationException("Nobody is signed in; the pipeline should have refused.");
}
