using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rectification.Storage;

public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        services.AddStorage(DatabaseSettings.From(configuration));

    public static IServiceCollection AddStorage(this IServiceCollection services, DatabaseSettings settings)
    {
        settings = settings.Tuned();
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        // Asked for by its own type only: a moved clock behind TimeProvider would sign everybody out.
        services.TryAddSingleton(provider => new StreetClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReferenceCache>();
        services.AddSingleton<ICommitWatch>(provider => provider.GetRequiredService<ReferenceCache>());
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<PostgresWriter>();
        services.AddSingleton<Transports>();
        services.AddSingleton<HostLock>();
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<ClockMoves>();
        services.AddSingleton<Beside>();
        services.AddScoped<Committer>();

        if (settings.Provider == DatabaseProvider.Postgres)
        {
            services.AddDbContextPool<PostgresDb>(options => Quiet(options).UseNpgsql(settings.ConnectionString).AddInterceptors(InCommands), Kept);
            services.AddScoped<RectificationDb>(provider => provider.GetRequiredService<PostgresDb>());
        }
        else
        {
            services.AddDbContextPool<SqliteDb>(options => Quiet(options)
                .UseSqlite($"Data Source={settings.Path};Foreign Keys=True;Default Timeout=30")
                .AddInterceptors(new SqliteDurability(), InCommands).MindRowIds(), Kept);
            services.AddScoped<RectificationDb>(provider => provider.GetRequiredService<SqliteDb>());
        }
        return services;
    }

    // Making a context and making EF ready for it costs more than a whole command; a scope gets one that another has done with.
    private const int Kept = 128;

    private static readonly SessionInterceptor InCommands = new();

    // Counting up to a limit needs no order, and installations have one row: neither is a mistake here.
    // That the migrations fit the model is what a test holds; comparing them again at each start costs memory and time.
    private static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings =>
        warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning, RelationalEventId.PendingModelChangesWarning));
}
