using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;
using Rectification.Storage;

Console.WriteLine("See infra/Migrations/README.md: this project is used by dotnet-ef only.");

/// <summary>Identity decides its tables by its options, which it looks for in the application's services.</summary>
internal static class Application
{
    public static readonly IServiceProvider Services = new ServiceCollection().AddOptions().Configure<IdentityOptions>(PasswordRules.Configure).BuildServiceProvider();
}

internal sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>().UseApplicationServiceProvider(Application.Services).UseSqlite("Data Source=unused.db");
        options.MindRowIds();
        return new(options.Options);
    }
}

internal sealed class PostgresFactory : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDb>()
        .UseApplicationServiceProvider(Application.Services).UseNpgsql("Host=unused").Options);
}
