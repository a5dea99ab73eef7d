using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rectification.People;

namespace Rectification.Storage;

/// <summary>The one database. Each room maps its own entities in its <c>Tables</c> file and adds its sets as extension properties.</summary>
public abstract class RectificationDb(DbContextOptions options) : IdentityUserContext<User, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RectificationDb).Assembly);
        // The application hands out version-7 ids, so that rows are stored in the order they came.
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(type => type.GetKeys()).SelectMany(key => key.Properties))
            if (key.ClrType == typeof(Guid))
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        // SQLite cannot order DateTimeOffset, so every instant is stored as UTC ticks, on both databases.
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Prepare();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    private void Prepare()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;
            DropNulls(entry);
            if (entry.State == EntityState.Modified)
                CountVersion(entry);
        }
    }

    /// <summary>Neither database has a row version that both know, so every change counts the row's own version up.</summary>
    private static void CountVersion(EntityEntry entry)
    {
        if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true } version && version.ClrType == typeof(int))
            entry.Property(version).CurrentValue = (int)entry.Property(version).OriginalValue! + 1;
    }

    /// <summary>PostgreSQL takes no NUL character in a text; nobody types one either.</summary>
    private static void DropNulls(EntityEntry entry)
    {
        foreach (var property in entry.Metadata.GetProperties())
            if (property.ClrType == typeof(string) && entry.Property(property).CurrentValue is string text && text.Contains('\0', StringComparison.Ordinal))
                entry.Property(property).CurrentValue = text.Replace("\0", "", StringComparison.Ordinal);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RectificationDb(options);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RectificationDb(options);
