using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Workflow;

public static class WorkflowTables
{
    extension(RectificationDb db)
    {
        public Rows<CaseRow> Cases => db.Session.Of<CaseRow>();

        public Rows<InstanceRow> Instances => db.Session.Of<InstanceRow>();

        public Rows<TaskRow> Tasks => db.Session.Of<TaskRow>();

        public Rows<TaskExclusion> TaskExclusions => db.Session.Of<TaskExclusion>();

        public Rows<TimerRow> Timers => db.Session.Of<TimerRow>();

        public Rows<SubscriptionRow> Subscriptions => db.Session.Of<SubscriptionRow>();

        public Rows<IncidentRow> Incidents => db.Session.Of<IncidentRow>();

        public DbSet<DefinitionRow> Definitions => db.Set<DefinitionRow>();

        public DbSet<DecisionModelRow> DecisionModels => db.Set<DecisionModelRow>();

        public DbSet<FormRow> Forms => db.Set<FormRow>();

        public Rows<JournalRow> Journal => db.Session.Of<JournalRow>();

        public Rows<CounterRow> Counters => db.Session.Of<CounterRow>();
    }
}

internal sealed class CaseTable : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> table)
    {
        table.HasNoRowId().HasKey(row => row.CaseNumber);
        table.Ignore(row => row.Place);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Version).IsConcurrencyToken();
        // The id of a process is all that is left of it once it has ended.
        table.HasIndex(row => row.InstanceId);
    }
}

internal sealed class InstanceTable : IEntityTypeConfiguration<InstanceRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> table)
    {
        table.Property(row => row.Version).IsConcurrencyToken();
        table.HasIndex(row => row.CaseNumber);
        table.HasIndex(row => row.ParentId).HasFilter("\"ParentId\" IS NOT NULL");
    }
}

internal sealed class TaskTable : IEntityTypeConfiguration<TaskRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> table)
    {
        table.Ignore(row => row.Place);
        table.Property(row => row.Version).IsConcurrencyToken();
        // One index for the tasks of a case and against doubled ones: whoever knows the process knows its case.
        table.HasIndex(row => new { row.CaseNumber, row.InstanceId, row.Key }).IsUnique();
        // The three boxes of the inbox, each read in index order; a task stands only where it may be found, for every index it stands in costs each step something.
        table.HasIndex(row => new { row.AssigneeId, row.DueAt, row.Id }).HasFilter("\"State\" = 'Open' AND \"AssigneeId\" IS NOT NULL");
        table.HasIndex(row => new { row.CandidateKey, row.AssigneeId, row.DueAt, row.Id }).HasFilter("\"State\" = 'Open'");
        table.HasIndex(row => new { row.DoneById, row.State, row.DoneAt, row.Id }).HasFilter("\"DoneById\" IS NOT NULL");
        // Work that nobody can do: a handful of rows, found at once among all the open ones.
        table.HasIndex(row => new { row.StreetId, row.CreatedAt }, "IX_Tasks_Vacant").HasFilter("\"OwnerId\" IS NULL AND \"AssigneeId\" IS NULL");
        // What the nightly sweep asks: open ones of an element, and what fell due in the last weeks.
        table.HasIndex(row => new { row.StreetId, row.ElementId, row.CreatedAt }).HasFilter("\"State\" = 'Open'");
        table.HasIndex(row => new { row.StreetId, row.DueAt }).HasFilter("\"DueAt\" IS NOT NULL");
        // What boards count and list of the open ones, by community and due time.
        table.HasIndex(row => new { row.StreetId, row.CommunityId, row.DueAt, row.ProcessKey, row.ElementId, row.CandidateKey, row.State }, "IX_Tasks_Open").HasFilter("\"State\" = 'Open'");
    }
}

internal sealed class TaskExclusionTable : IEntityTypeConfiguration<TaskExclusion>
{
    public void Configure(EntityTypeBuilder<TaskExclusion> table) => table.HasNoRowId().HasKey(row => new { row.TaskId, row.UserId });
}

internal sealed class TimerTable : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> table)
    {
        // A process has few, and what disarms some and arms others finds them side by side.
        table.HasNoRowId().HasKey(row => new { row.InstanceId, row.Id });
        table.HasIndex(row => new { row.DueAt, row.Id });
        // The few that the timer loop fires by themselves, found among any number of deadlines.
        table.HasIndex(row => row.DueAt, "IX_Timers_Alone").HasFilter(TimerRunner.Alone);
        // Two hosts that deploy or fire at once can't arm the same start twice.
        table.HasIndex(row => new { row.ProcessKey, row.ElementId, row.StreetId }).IsUnique().HasFilter("\"ProcessKey\" is not null");
    }
}

internal sealed class SubscriptionTable : IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionRow> table)
    {
        table.HasNoRowId().HasKey(row => new { row.InstanceId, row.Id });
        table.HasIndex(row => new { row.MessageName, row.CorrelationKey });
    }
}

internal sealed class IncidentTable : IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<IncidentRow> table)
    {
        table.HasIndex(row => new { row.InstanceId, row.Key });
        table.HasIndex(row => new { row.StreetId, row.ResolvedAt, row.RaisedAt });
    }
}

internal sealed class DefinitionTable : IEntityTypeConfiguration<DefinitionRow>
{
    public void Configure(EntityTypeBuilder<DefinitionRow> table) => table.IsReference().HasKey(row => new { row.Key, row.Version });
}

internal sealed class DecisionModelTable : IEntityTypeConfiguration<DecisionModelRow>
{
    public void Configure(EntityTypeBuilder<DecisionModelRow> table) => table.HasKey(row => new { row.Key, row.Version });
}

internal sealed class FormTable : IEntityTypeConfiguration<FormRow>
{
    public void Configure(EntityTypeBuilder<FormRow> table) => table.IsReference().HasKey(row => new { row.FormId, row.Version });
}

internal sealed class JournalTable : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> table)
    {
        table.HasKey(row => new { row.CaseNumber, row.Number });
        table.Property(row => row.Hash).HasMaxLength(64);
        table.Property(row => row.PreviousHash).HasMaxLength(64);
    }
}

internal sealed class CounterTable : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> table)
    {
        table.HasKey(row => new { row.Name, row.Year });
        table.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal sealed class HostBeatTable : IEntityTypeConfiguration<HostBeatRow>
{
    public void Configure(EntityTypeBuilder<HostBeatRow> table) => table.HasKey(row => row.Host);
}

internal sealed class OutageTable : IEntityTypeConfiguration<OutageRow>
{
    public void Configure(EntityTypeBuilder<OutageRow> table) => table.HasIndex(row => row.To);
}
