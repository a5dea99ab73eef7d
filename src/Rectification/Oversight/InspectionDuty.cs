namespace Rectification.Oversight;

/// <summary>An inspection that is due: who looks at which premises until when (003-1.1.3). P06 will plan them; here they can be given by hand.</summary>
public sealed class InspectionDuty
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required Guid GridId { get; init; }

    public required Guid PremisesId { get; init; }

    public required string PremisesName { get; init; }

    /// <summary>From this day on a visit counts for it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; init; }

    public required Guid AssigneeId { get; init; }

    public required string AssigneeName { get; init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public string? DoneByName { get; private set; }

    /// <summary>Who has been told that it is missing from the ledger.</summary>
    public MissingTold Told { get; private set; }

    public int Version { get; set; }

    public void Tell(MissingTold whom) => Told = whom;

    public void Do(string by, DateTimeOffset at)
    {
        DoneAt ??= at;
        DoneByName ??= by;
    }
}

/// <summary>How far it went that an inspection is missing from the day's ledger.</summary>
public enum MissingTold
{
    Nobody,

    /// <summary>At the end of its day the one who should have looked.</summary>
    Worker,

    /// <summary>A working day later the community safety officer.</summary>
    Officer,
}
