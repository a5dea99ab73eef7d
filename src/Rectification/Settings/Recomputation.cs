using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>
/// Open deadlines follow a change of the rules, a batch a transaction, so that nobody waits long for the writer. It survives kills: the row says how far it is.
/// The change itself holds from its own instant; a deadline that falls due before its turn is recomputed before it acts.
/// </summary>
public sealed class Recomputation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    /// <summary>For people, as in <see cref="RuleChange.Cause"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>The setting that changed; null for the calendar.</summary>
    public string? Key { get; init; }

    /// <summary>The street's settings from the change on; for the calendar those of its moment.</summary>
    public required int SettingVersion { get; init; }

    /// <summary>The year whose notice changed; null for a setting.</summary>
    public int? Year { get; init; }

    /// <summary>The calendar's version from the change on.</summary>
    public int? CalendarVersion { get; init; }

    /// <summary>What stood there for the year, <see cref="HolidayPeriod"/>s as JSON; null when its notice had not come.</summary>
    public string? Replaced { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many deadlines there were to look at when it began.</summary>
    public required int Total { get; init; }

    public int Seen { get; private set; }

    public int Moved { get; private set; }

    /// <summary>Where the next batch begins.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Optimistic concurrency: of two hosts that took up one batch only one carries it out.</summary>
    public int Version { get; set; }

    public void Advance(RuleBatch batch, int moved, DateTimeOffset at)
    {
        (Seen, Moved, Cursor) = (Seen + batch.Seen, Moved + moved, batch.Next);
        if (batch.Next is null)
            FinishedAt = at;
    }
}

internal sealed class RecomputationTable : IEntityTypeConfiguration<Recomputation>
{
    public void Configure(EntityTypeBuilder<Recomputation> table)
    {
        // Whether one runs is asked before every deadline that falls due; how far it is changes with every batch.
        table.IsReference(nameof(Recomputation.FinishedAt));
        table.Property(row => row.Version).IsConcurrencyToken();
        table.Property(row => row.Key).HasMaxLength(60);
        // One at a time in a street.
        table.HasIndex(row => row.StreetId).IsUnique().HasFilter("\"FinishedAt\" is null");
        table.HasIndex(row => new { row.StreetId, row.StartedAt });
    }
}
