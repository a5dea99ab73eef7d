namespace Rectification.Oversight;

/// <summary>同意恢复生产经营 after a suspension (003-4.1.5).</summary>
public sealed class Resumption
{
    /// <summary>Element of the fact that it was agreed while the hazard stood open (N5): what it lacked can still be done.</summary>
    public const string TooEarlyElement = "resumed-too-early";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string HazardNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    public required DateTimeOffset AgreedAt { get; init; }

    public required string AgreedBy { get; init; }

    public required string Reason { get; init; }
}
