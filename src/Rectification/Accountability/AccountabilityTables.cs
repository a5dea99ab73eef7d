using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Accountability;

public static class AccountabilityTables
{
    extension(RectificationDb db)
    {
        public DbSet<AccountabilityCase> AccountabilityCases => db.Set<AccountabilityCase>();

        public DbSet<AccountabilityFact> AccountabilityFacts => db.Set<AccountabilityFact>();
    }
}

internal sealed class AccountabilityCaseTable : IEntityTypeConfiguration<AccountabilityCase>
{
    public void Configure(EntityTypeBuilder<AccountabilityCase> table)
    {
        table.HasKey(row => row.CaseNumber);
        table.Ignore(row => row.SourceNumbers);
        table.Ignore(row => row.IsUndecided);
        table.Ignore(row => row.IsOver);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Trigger).HasMaxLength(4);
        table.Property(row => row.SubjectId).HasMaxLength(40);
        table.Property(row => row.Period).HasMaxLength(20);
        table.Property(row => row.Measure).HasMaxLength(20);
        table.Property(row => row.Proposed).HasMaxLength(20);
        table.Property(row => row.Version).IsConcurrencyToken();
        table.HasIndex(row => new { row.StreetId, row.Trigger, row.SubjectKind, row.SubjectId, row.Period }).IsUnique();
        table.HasIndex(row => new { row.StreetId, row.CaseNumber });
        // The ladder and the facts that may be gone are looked over every night.
        table.HasIndex(row => new { row.StreetId, row.State, row.ClimbClockAt });
    }
}

internal sealed class AccountabilityFactTable : IEntityTypeConfiguration<AccountabilityFact>
{
    public void Configure(EntityTypeBuilder<AccountabilityFact> table)
    {
        table.Ignore(row => row.Evidence);
        table.Ignore(row => row.IsClimb);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Trigger).HasMaxLength(4);
        table.Property(row => row.SubjectId).HasMaxLength(40);
        table.Property(row => row.Occurrence).HasMaxLength(200);
        table.HasIndex(row => new { row.CaseNumber, row.Occurrence }).IsUnique();
        table.Property(row => row.Element).HasMaxLength(60);
        table.Property(row => row.Source).HasMaxLength(20);
        // What the sweep asks of every candidate: is this known already?
        table.HasIndex(row => new { row.StreetId, row.Trigger, row.Source, row.FoundAt });
    }
}
