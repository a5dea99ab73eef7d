using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Ledgers;

public static class LedgerTables
{
    extension(RectificationDb db)
    {
        public DbSet<LedgerMonth> LedgerMonths => db.Set<LedgerMonth>();

        public DbSet<LedgerRow> LedgerRows => db.Set<LedgerRow>();

        public DbSet<LedgerCorrection> LedgerCorrections => db.Set<LedgerCorrection>();
    }
}

internal sealed class LedgerMonthTable : IEntityTypeConfiguration<LedgerMonth>
{
    public void Configure(EntityTypeBuilder<LedgerMonth> table)
    {
        table.HasKey(row => row.CaseNumber);
        table.Ignore(row => row.Place);
        table.Ignore(row => row.IsLate);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Month).HasMaxLength(7);
        table.Property(row => row.Version).IsConcurrencyToken();
        // Opened once, whatever the loop meets after an outage.
        table.HasIndex(row => new { row.CommunityId, row.Month }).IsUnique();
        table.HasIndex(row => new { row.StreetId, row.Month });
    }
}

internal sealed class LedgerRowTable : IEntityTypeConfiguration<LedgerRow>
{
    public void Configure(EntityTypeBuilder<LedgerRow> table) => table.HasKey(row => new { row.CaseNumber, row.Edition, row.Line });
}

internal sealed class LedgerCorrectionTable : IEntityTypeConfiguration<LedgerCorrection>
{
    public void Configure(EntityTypeBuilder<LedgerCorrection> table)
    {
        table.HasIndex(row => new { row.CaseNumber, row.Number }).IsUnique();
        table.Property(row => row.Reason).HasMaxLength(200);
    }
}
