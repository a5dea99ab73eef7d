using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;

namespace Rectification.Storage;

/// <summary>The one database. Each room maps its own entities in its <c>Tables</c> file and adds its sets as extension properties.</summary>
public abstract class RectificationDb : IdentityUserContext<User, Guid>
{
    private bool isUsed;
    private string? connectionString;

    protected RectificationDb(DbContextOptions options) : base(options) => Session = new(this);

    /// <summary>The unit of work of the command that is running in this scope.</summary>
    public Session Session { get; }

    /// <summary>A run of a command begins: what was loaded before is forgotten, entities go through its transaction.</summary>
    internal void Begin(Transport transport, DatabaseProvider provider, bool mayAssume)
    {
        Session.Begin(transport, provider, mayAssume);
        // Asked for by most commands only later, and by some never: making EF ready costs more than a whole command without it.
        if (!isUsed)
            return;
        ChangeTracker.Clear();
        // The session's takes its place when a query asks for one.
        Database.SetDbConnection(null);
    }

    internal void End()
    {
        if (isUsed)
        {
            ChangeTracker.Clear();
            Database.SetDbConnection(null);
            Database.SetConnectionString(connectionString ??= ConfiguredConnectionString());
        }
        Session.End();
    }

    /// <summary>What the command's handlers changed of entities.</summary>
    internal Task SaveEntities(CancellationToken ct) => isUsed && ChangeTracker.HasChanges() ? SaveChangesAsync(ct) : Task.CompletedTask;

    // Called when EF is made ready for this context.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        isUsed = true;
        base.OnConfiguring(optionsBuilder);
    }

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

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var changesReference = Prepare();
        if (Session.IsRunning)
            await Session.Flush(cancellationToken);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (changesReference && !Session.IsRunning)
            await Database.ExecuteSqlRawAsync(ReferenceCache.Bump.Sql, cancellationToken);
        return saved;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var changesReference = Prepare();
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);
        if (changesReference && !Session.IsRunning)
            Database.ExecuteSqlRaw(ReferenceCache.Bump.Sql);
        return saved;
    }

    /// <returns>Whether it changes what <see cref="ReferenceCache"/> keeps.</returns>
    private bool Prepare()
    {
        // Inside a command its transaction is there already.
        Database.AutoTransactionBehavior = Session.IsRunning ? AutoTransactionBehavior.Never : AutoTransactionBehavior.WhenNeeded;
        var changesReference = false;
        foreach (var entry in ChangeTracker.Entries())
        {
            changesReference |= ReferenceData.IsChanged(entry);
            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;
            DropNulls(entry);
            if (entry.State == EntityState.Modified)
                CountVersion(entry);
        }
        if (changesReference && Session.IsRunning)
            Session.ReferenceChanged();
        return changesReference;
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

    private string ConfiguredConnectionString() =>
        ((IInfrastructure<IServiceProvider>)this).Instance.GetRequiredService<IDbContextOptions>().Extensions.OfType<RelationalOptionsExtension>().Single().ConnectionString!;

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RectificationDb(options);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RectificationDb(options);
