using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.People;

public static class PeopleTables
{
    extension(RectificationDb db)
    {
        public DbSet<OrgUnit> OrgUnits => db.Set<OrgUnit>();

        public DbSet<RoleGrant> RoleGrants => db.Set<RoleGrant>();
    }
}

internal sealed class OrgUnitTable : IEntityTypeConfiguration<OrgUnit>
{
    public void Configure(EntityTypeBuilder<OrgUnit> table)
    {
        table.Property(unit => unit.Name).HasMaxLength(100);
        table.HasIndex(unit => new { unit.StreetId, unit.Kind });
        table.HasIndex(unit => unit.ParentId);
    }
}

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> table)
    {
        table.Property(user => user.Name).HasMaxLength(50);
        table.HasIndex(user => user.StreetId);
    }
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.HasIndex(grant => new { grant.UserId, grant.Role, grant.ScopeId }).IsUnique();
        table.HasIndex(grant => new { grant.ScopeId, grant.Role });
    }
}
