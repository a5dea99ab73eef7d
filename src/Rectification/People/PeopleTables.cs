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

        public DbSet<Installation> Installations => db.Set<Installation>();

        public DbSet<AdminLogRow> AdminLog => db.Set<AdminLogRow>();

        public DbSet<DataProtectionKey> DataProtectionKeys => db.Set<DataProtectionKey>();
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
        table.IsReference(nameof(User.UserName), nameof(User.Name), nameof(User.IsActive), nameof(User.StreetId), nameof(User.Email));
        table.Property(user => user.Name).HasMaxLength(50);
        table.HasIndex(user => user.StreetId);
    }
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.IsReference();
        table.HasIndex(grant => new { grant.UserId, grant.Role, grant.ScopeId }).IsUnique();
        table.HasIndex(grant => new { grant.ScopeId, grant.Role });
    }
}

internal sealed class InstallationTable : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> table)
    {
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal sealed class AdminLogTable : IEntityTypeConfiguration<AdminLogRow>
{
    public void Configure(EntityTypeBuilder<AdminLogRow> table) => table.HasIndex(row => new { row.StreetId, row.At, row.Id });
}

internal sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> table) => table.HasKey(key => key.Id);
}
