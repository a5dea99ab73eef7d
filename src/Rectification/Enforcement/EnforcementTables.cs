using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Enforcement;

public static class EnforcementTables
{
    extension(RectificationDb db)
    {
        public DbSet<EnforcementRecord> EnforcementRecords => db.Set<EnforcementRecord>();

        public DbSet<PoliceHandover> PoliceHandovers => db.Set<PoliceHandover>();
    }
}

internal sealed class EnforcementRecordTable : IEntityTypeConfiguration<EnforcementRecord>
{
    public void Configure(EntityTypeBuilder<EnforcementRecord> table)
    {
        table.Property(row => row.Amount).HasPrecision(14, 2);
        table.HasIndex(row => row.CaseNumber);
    }
}

internal sealed class PoliceHandoverTable : IEntityTypeConfiguration<PoliceHandover>
{
    public void Configure(EntityTypeBuilder<PoliceHandover> table)
    {
        table.HasKey(row => row.Number);
        table.Ignore(row => row.State);
        table.Property(row => row.Number).HasMaxLength(20);
        table.Property(row => row.HazardNumber).HasMaxLength(20);
        table.Property(row => row.Version).IsConcurrencyToken();
        table.HasIndex(row => row.HazardNumber);
        table.HasIndex(row => new { row.StreetId, row.Number });
    }
}
