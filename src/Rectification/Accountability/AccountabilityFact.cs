using System.Text.Json;

namespace Rectification.Accountability;

/// <summary>One fact of a case with its proof. What was found once is never found again: street, trigger, subject and occurrence are unique for good.</summary>
public sealed class AccountabilityFact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>As in <see cref="AccountabilityCase.SubjectId"/>.</summary>
    public required string SubjectId { get; init; }

    /// <summary>What makes this fact itself and no other: the task that was late, the month, the record.</summary>
    public required string Occurrence { get; init; }

    public required string Text { get; init; }

    /// <summary>The case that it was found in, when there is one.</summary>
    public string? Source { get; init; }

    /// <summary>The task that it is about, when it is about one.</summary>
    public string? Element { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Since when the facts were so: the end of the deadline, the moment of the event.</summary>
    public DateTimeOffset? SinceAt { get; init; }

    /// <summary>Who put it forward; null for the system.</summary>
    public string? ByName { get; init; }

    /// <summary><see cref="Evidence"/>, JSON.</summary>
    public required string Proof { get; init; }

    /// <summary>When it was seen to be no longer so, done meanwhile.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    public string? GoneReason { get; private set; }

    public Evidence Evidence => JsonSerializer.Deserialize<Evidence>(Proof)!;

    public static string Write(Evidence evidence) => JsonSerializer.Serialize(evidence);

    /// <summary>Only says that the ladder was climbed; it stands and falls with the facts below it.</summary>
    public bool IsClimb => Occurrence.StartsWith(ClimbClocks.Occurrence, StringComparison.Ordinal);

    /// <summary>The same fact in the case that climbs from this one.</summary>
    public AccountabilityFact For(string caseNumber) => new()
    {
        CaseNumber = caseNumber, StreetId = StreetId, Trigger = Trigger, SubjectId = SubjectId, Occurrence = Occurrence, Text = Text, Source = Source,
        Element = Element, FoundAt = FoundAt, SinceAt = SinceAt, ByName = ByName, Proof = Proof,
    };

    public void Vanish(string reason, DateTimeOffset at) => (GoneAt, GoneReason) = (at, reason);
}
