using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What the engine may know of the world at this moment in this street. Scoped.</summary>
public sealed class StreetSurroundings(SettingsQueries settings, Calendars calendars, StreetClock clock)
{
    /// <summary>Without decisions: who asks any brings them.</summary>
    public async Task<Surroundings> For(Guid streetId, CancellationToken ct) =>
        new(clock.GetUtcNow(), await calendars.For(streetId, ct), await settings.For(streetId, ct), NoDecisions.Instance);
}
