using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Oversight;

public static class OversightTables
{
    extension(RectificationDb db)
    {
        public DbSet<InspectionDuty> InspectionDuties => db.Set<InspectionDuty>();

        public DbSet<Accident> Accidents => db.Set<Accident>();

        public DbSet<SupervisionFinding> SupervisionFindings => db.Set<SupervisionFinding>();

        public DbSet<Resumption> Resumptions => db.Set<Resumption>();
    }
}

internal sealed class InspectionDutyTable : IEntityTypeConfiguration<InspectionDuty>
{
    public void Configure(EntityTypeBuilder<InspectionDuty> table)
    {
        table.Property(row => row.Version).IsConcurrencyToken();
        table.Property(row => row.Told).HasDefaultValue(MissingTold.Nobody).HasSentinel((MissingTold)(-1));
        table.HasIndex(row => new { row.StreetId, row.DueOn });
        table.HasIndex(row => new { row.PremisesId, row.DueOn });
        table.HasIndex(row => new { row.CommunityId, row.DueOn });
    }
}

internal sealed class AccidentTable : IEntityTypeConfiguration<Accident>
{
    public void Configure(EntityTypeBuilder<Accident> table)
    {
        table.HasKey(row => row.Number);
        table.Property(row => row.Number).HasMaxLength(20);
        table.Property(row => row.Facts).HasMaxLength(2000);
        table.HasIndex(row => new { row.StreetId, row.HappenedAt });
    }
}

internal sealed class SupervisionFindingTable : IEntityTypeConfiguration<SupervisionFinding>
{
    public void Configure(EntityTypeBuilder<SupervisionFinding> table)
    {
        table.HasKey(row => row.Number);
        table.Property(row => row.Number).HasMaxLength(20);
        table.Property(row => row.HazardNumber).HasMaxLength(20);
        table.Property(row => row.Facts).HasMaxLength(2000);
        table.HasIndex(row => new { row.StreetId, row.FoundAt });
    }
}

internal sealed class ResumptionTable : IEntityTypeConfiguration<Resumption>
{
    public void Configure(EntityTypeBuilder<Resumption> table)
    {
        table.Property(row => row.HazardNumber).HasMaxLength(20);
        table.Property(row => row.Reason).HasMaxLength(2000);
        table.HasIndex(row => row.HazardNumber);
        table.HasIndex(row => new { row.StreetId, row.AgreedAt });
    }
}
