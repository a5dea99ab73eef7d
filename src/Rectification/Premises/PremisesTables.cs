using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Premises;

public static class PremisesTables
{
    extension(RectificationDb db)
    {
        public DbSet<Site> Sites => db.Set<Site>();
    }
}

internal sealed class SiteTable : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> table)
    {
        table.Ignore(site => site.Place);
        table.Property(site => site.Name).HasMaxLength(100);
        table.Property(site => site.Address).HasMaxLength(200);
        table.Property(site => site.Version).IsConcurrencyToken();
        table.HasIndex(site => new { site.StreetId, site.Name });
        table.HasIndex(site => site.CommunityId);
        table.HasIndex(site => new { site.StreetId, site.CommunityId, site.CreatedAt });
        table.HasIndex(site => site.GridId);
    }
}
