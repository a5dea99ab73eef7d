namespace Rectification.Oversight;

/// <summary>同意恢复生产经营 after a suspension (003-4.1.5).</summary>
public sealed class Resumption
{
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
