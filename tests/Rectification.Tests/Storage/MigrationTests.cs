using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_migrations_carry_every_change_of_the_model(DatabaseProvider database)
    {
        // The model is all that is asked for: no connection is opened.
        await using var given = new Given(new(database, Path.Combine(Path.GetTempPath(), "never-made.db"), "Host=never-asked"), _ => { });
        await using var scope = given.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
