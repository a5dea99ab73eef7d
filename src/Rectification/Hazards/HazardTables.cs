using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Hazards;

public static class HazardTables
{
    extension(RectificationDb db)
    {
        public DbSet<Hazard> Hazards => db.Set<Hazard>();

        public DbSet<HazardDeadline> HazardDeadlines => db.Set<HazardDeadline>();

        public DbSet<HazardFile> HazardFiles => db.Set<HazardFile>();

        public DbSet<ReinspectionApplication> ReinspectionApplications => db.Set<ReinspectionApplication>();

        public DbSet<InspectionLine> InspectionLines => db.Set<InspectionLine>();
    }
}

internal sealed class HazardTable : IEntityTypeConfiguration<Hazard>
{
    public void Configure(EntityTypeBuilder<Hazard> table)
    {
        table.HasKey(row => row.CaseNumber);
        table.Ignore(row => row.Place);
        table.Property(row => row.CaseNumber).HasMaxLength(20);
        table.Property(row => row.Description).HasMaxLength(2000);
        table.Property(row => row.Category).HasMaxLength(40);
        table.Property(row => row.Version).IsConcurrencyToken();
        // Lists are newest first within a scope; case numbers have a fixed width, so their order is that of registration.
        table.HasIndex(row => new { row.StreetId, row.CaseNumber });
        table.HasIndex(row => new { row.CommunityId, row.CaseNumber });
        table.HasIndex(row => new { row.GridId, row.CaseNumber });
        table.HasIndex(row => new { row.PremisesId, row.State });
        // The nightly sweep looks at what is open, never at the years of closed ones. Boards count open ones and a month's ended ones from the index alone;
        // the open ones stand in it by community, so that counting them needs no sorting.
        table.HasIndex(row => new { row.StreetId, row.EndedAt, row.CommunityId, row.DeadlineAt, row.State, row.Level, row.DeadlineMetAt, row.RegisteredAt }, "IX_Hazards_ByEnd");
        // What was found in a month.
        table.HasIndex(row => new { row.StreetId, row.RegisteredAt, row.CommunityId, row.Level });
    }
}

internal sealed class HazardDeadlineTable : IEntityTypeConfiguration<HazardDeadline>
{
    public void Configure(EntityTypeBuilder<HazardDeadline> table) => table.HasIndex(row => row.CaseNumber);
}

internal sealed class HazardFileTable : IEntityTypeConfiguration<HazardFile>
{
    public void Configure(EntityTypeBuilder<HazardFile> table) => table.HasKey(row => new { row.CaseNumber, row.FileId, row.Purpose });
}

internal sealed class ReinspectionApplicationTable : IEntityTypeConfiguration<ReinspectionApplication>
{
    public void Configure(EntityTypeBuilder<ReinspectionApplication> table) => table.HasIndex(row => row.CaseNumber);
}

internal sealed class InspectionLineTable : IEntityTypeConfiguration<InspectionLine>
{
    public void Configure(EntityTypeBuilder<InspectionLine> table)
    {
        table.HasIndex(row => new { row.GridId, row.Day });
        table.HasIndex(row => new { row.PremisesId, row.Day });
        table.HasIndex(row => new { row.CommunityId, row.Day });
        // Which premises of a street were looked at in a month.
        table.HasIndex(row => new { row.StreetId, row.Day, row.CommunityId, row.PremisesId });
    }
}
