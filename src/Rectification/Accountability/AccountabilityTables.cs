using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Accountability;

public static class AccountabilityTables
{
    extension(RectificationDb db)
    {
        public DbSet<AccountabilityCase> AccountabilityCases => db.Set<AccountabilityCase>();
    }
}

internal sealed class AccountabilityCaseTable : IEntityTypeConfiguration<AccountabilityCase>
{
    public void Configure(EntityTypeBuilder<AccountabilityCase> table)
    {
        table.HasKey(row => row.CaseNumber);
        table.Ignore(row => row.SourceNumbers);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Trigger).HasMaxLength(4);
        table.Property(row => row.SubjectId).HasMaxLength(40);
        table.Property(row => row.Period).HasMaxLength(20);
        table.Property(row => row.Version).IsConcurrencyToken();
        table.HasIndex(row => new { row.StreetId, row.Trigger, row.SubjectKind, row.SubjectId, row.Period }).IsUnique();
        table.HasIndex(row => new { row.StreetId, row.CaseNumber });
    }
}
