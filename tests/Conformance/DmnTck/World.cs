using Rectification.Engine;

namespace Rectification.Conformance.DmnTck;

/// <summary>What the TCK's models may know of the world: an instant and nothing of the street.</summary>
internal static class World
{
    public static readonly Surroundings Surroundings = new(
        new(2026, 3, 5, 10, 30, 0, TimeSpan.Zero),
        new(1, TimeSpan.Zero, [], [], []),
        SettingValues.None,
        NoDecisions.Instance);
}
