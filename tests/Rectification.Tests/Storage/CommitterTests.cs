using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Storage;

public sealed class CommitterTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Numbers_drawn_at_once_by_many_have_no_gap_and_no_double(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var drawn = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() =>
            given.Within(scope => scope.GetRequiredService<Numbers>().NextValue("try", 2026, CancellationToken.None)))));
        Assert.Equal(Enumerable.Range(1, 12), drawn.Order());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task However_many_draw_a_number_at_once_and_however_slowly_each_gets_one(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Within(scope => scope.GetRequiredService<Numbers>().NextValue("slow", 2026, CancellationToken.None));
        var drawn = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => given.Within(async scope =>
        {
            var number = await scope.GetRequiredService<Numbers>().NextValue("slow", 2026, CancellationToken.None);
            await Task.Delay(20);
            return number;
        }))));
        Assert.Equal(Enumerable.Range(2, 40), drawn.Order());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_problem_leaves_nothing_behind(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var result = await Commit<int>(given, async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            db.Counters.Add(new CounterRow { Name = "lost", Year = 1 });
            await db.SaveChangesAsync();
            return Problem.Invalid("no", "不行");
        });
        Assert.False(result.IsOk);
        Assert.False(await given.Read(db => db.Counters.AnyAsync(row => row.Name == "lost")));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_exception_leaves_nothing_behind(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Commit<int>(given, async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            db.Counters.Add(new CounterRow { Name = "lost", Year = 1 });
            await db.SaveChangesAsync();
            throw new InvalidOperationException("bug");
        }));
        Assert.False(await given.Read(db => db.Counters.AnyAsync(row => row.Name == "lost")));
    }

    [Fact]
    public async Task Work_runs_again_on_fresh_rows_when_another_was_first()
    {
        await using var given = await Given.Street();
        await given.Within(scope => scope.GetRequiredService<Numbers>().NextValue("race", 1, CancellationToken.None));
        var runs = 0;
        var value = await given.Within(async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            var row = (await db.Counters.FindAsync(["race", 1], CancellationToken.None))!;
            // Between reading and writing another command changes the row.
            if (runs++ == 0)
                await given.Within(other => other.GetRequiredService<Numbers>().NextValue("race", 1, CancellationToken.None));
            return row.Value += 10;
        });
        Assert.Equal((2, 12), (runs, value));
    }

    [Fact]
    public async Task Commands_inside_commands_are_a_bug()
    {
        await using var given = await Given.Street();
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Within(scope =>
            scope.GetRequiredService<Committer>().Commit<int>(_ => Task.FromResult((Result<int>)1), CancellationToken.None)));
    }

    private static async Task<Result<T>> Commit<T>(Given given, Func<IServiceProvider, Task<Result<T>>> work)
    {
        await using var scope = given.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Committer>().Commit(_ => work(scope.ServiceProvider), CancellationToken.None);
    }
}
