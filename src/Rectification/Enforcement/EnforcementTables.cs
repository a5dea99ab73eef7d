using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Enforcement;

public static class EnforcementTables
{
    extension(RectificationDb db)
    {
        public DbSet<EnforcementRecord> EnforcementRecords => db.Set<EnforcementRecord>();
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
