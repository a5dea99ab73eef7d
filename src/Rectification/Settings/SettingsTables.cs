using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>One change of one figure in one street; the newest of a key holds. Its values are never changed or removed, so that any version can be read again.</summary>
public sealed class SettingChange
{
    public required Guid StreetId { get; init; }

    /// <summary>Counts the changes of the street from 1; goes into the journal with every command.</summary>
    public required int Version { get; init; }

    public required string Key { get; init; }

    public required string OldValue { get; init; }

    public required string NewValue { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string ByName { get; init; }

    public string? Reason { get; init; }

    /// <summary>How many deadlines that ran already took the new value; null when they kept theirs, and while they are recomputed.</summary>
    public int? MovedDeadlines { get; set; }
}

/// <summary>A day that the State Council's notice takes out of the week or puts into it.</summary>
public sealed class CalendarDay
{
    public required Guid StreetId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>True for a make-up day, false for a holiday.</summary>
    public required bool IsWorkday { get; init; }

    /// <summary>The holiday that it belongs to: 国庆节, for the days off and for those worked in exchange.</summary>
    public required string Holiday { get; init; }
}

/// <summary>A year whose notice is in; the others are provisional.</summary>
public sealed class NoticedYear
{
    public required Guid StreetId { get; init; }

    public required int Year { get; init; }

    /// <summary>The street's calendar counts up with every notice; goes into the journal with every command.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset NoticedAt { get; init; }
}

/// <summary>A year's notice as it was taken over; later ones of the same year replace it in the calendar, never here.</summary>
public sealed class CalendarNotice
{
    public required Guid StreetId { get; init; }

    /// <summary>The calendar's version from then on.</summary>
    public required int Version { get; init; }

    public required int Year { get; init; }

    /// <summary>The <see cref="HolidayPeriod"/>s, JSON.</summary>
    public required string Content { get; init; }

    /// <summary>手工录入, or the file's name.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>How many open deadlines moved; 0 while they are recomputed.</summary>
    public required int MovedDeadlines { get; set; }
}

public static class SettingsTables
{
    extension(RectificationDb db)
    {
        public DbSet<SettingChange> SettingChanges => db.Set<SettingChange>();

        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();

        public DbSet<NoticedYear> NoticedYears => db.Set<NoticedYear>();

        public DbSet<CalendarNotice> CalendarNotices => db.Set<CalendarNotice>();

        public DbSet<Recomputation> Recomputations => db.Set<Recomputation>();
    }
}

internal sealed class SettingChangeTable : IEntityTypeConfiguration<SettingChange>
{
    public void Configure(EntityTypeBuilder<SettingChange> table)
    {
        table.IsReference();
        // Two changes at once get the same version: one of them is refused by the key and tries again.
        table.HasKey(change => new { change.StreetId, change.Version });
        table.HasIndex(change => new { change.StreetId, change.Key, change.Version });
        table.Property(change => change.Key).HasMaxLength(60);
    }
}

internal sealed class CalendarDayTable : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> table) => table.IsReference().HasKey(day => new { day.StreetId, day.Day });
}

internal sealed class NoticedYearTable : IEntityTypeConfiguration<NoticedYear>
{
    public void Configure(EntityTypeBuilder<NoticedYear> table) => table.IsReference().HasKey(year => new { year.StreetId, year.Year });
}

internal sealed class CalendarNoticeTable : IEntityTypeConfiguration<CalendarNotice>
{
    // Two notices at once get the same version: one of them is refused by the key and tries again.
    public void Configure(EntityTypeBuilder<CalendarNotice> table) => table.HasKey(row => new { row.StreetId, row.Version });
}
