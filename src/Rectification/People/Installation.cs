namespace Rectification.People;

/// <summary>What this database is; decided when it is created. One row.</summary>
public sealed class Installation
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Demonstration data and a movable clock; every page says 演练.</summary>
    public required bool IsDemo { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far the street's clock is ahead of real time, in ticks; moved only in a demonstration.</summary>
    public long ClockAheadTicks { get; set; }

    /// <summary>Signs the API's bearer tokens; every host of the database uses the same.</summary>
    public required byte[] TokenKey { get; init; }

    /// <summary>Until when the set-up link opens; null once it was used, or in a demonstration.</summary>
    public DateTimeOffset? SetUpExpiresAt { get; set; }

    /// <summary>False in a demonstration whose cases are still to be put in: it is new, or its first start was cut short.</summary>
    public bool HasDemoCases { get; set; }

    public int Version { get; set; }
}
