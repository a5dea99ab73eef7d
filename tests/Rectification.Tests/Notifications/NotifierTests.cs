using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine.Tests;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;
using Rectification.Tests.Workflow;

namespace Rectification.Tests.Notifications;

/// <summary>People are told with the change itself, and of nothing twice.</summary>
public sealed class NotifierTests
{
    private const string Link = "/tasks/1";

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Who_may_take_a_task_is_told_with_the_commit_that_opens_it(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("enforce", "SafetyOfficer@street")}
            {Draw.End()}
            start -> enforce -> end
            """, id: "enforcing"));
        var number = (await given.Case("enforcing")).CaseNumber;
        Assert.Equal(["safety1", "safety2"], await given.Read(db => db.Notifications.Where(line => line.CaseNumber == number)
            .Join(db.Users, line => line.UserId, user => user.Id, (_, user) => user.UserName).Order().ToListAsync()));
        Assert.Equal(0, await given.Read(db => db.Outbox.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_same_is_told_once_within_a_command_and_by_several(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var (officer, director) = (await given.ActorOf("safety1"), await given.ActorOf("director1"));
        for (var command = 0; command < 2; command++)
            await given.Within(async scope =>
            {
                var notifier = scope.GetRequiredService<Notifier>();
                for (var time = 0; time < 2; time++)
                {
                    await notifier.ToUser(officer.UserId, officer.StreetId, "催办", Link, "k", null, CancellationToken.None);
                    await notifier.ToUser(director.UserId, officer.StreetId, "催办", Link, "k", null, CancellationToken.None);
                }
                return 0;
            });
        Assert.Equal(2, await given.Read(db => db.Notifications.CountAsync(line => line.Key == "k")));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_not_done_is_not_told(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var officer = await given.ActorOf("safety1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Within<int>(async scope =>
        {
            await scope.GetRequiredService<Notifier>().ToUser(officer.UserId, officer.StreetId, "催办", Link, "k", null, CancellationToken.None);
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, await given.Read(db => db.Notifications.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_a_version_before_left_in_the_outbox_reaches_each_receiver_once(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var officer = await given.ActorOf("safety1");
        await given.Within(scope =>
        {
            var outbox = scope.GetRequiredService<RectificationDb>().Outbox;
            outbox.Add(Message("role", $$"""{"UserId":null,"Role":{{(int)Role.SafetyOfficer}},"Node":"{{officer.StreetId}}","Text":"逾期未办","Link":"{{Link}}","At":"2026-09-14T09:00:00+08:00","CaseNumber":null}"""));
            outbox.Add(Message("person", $$"""{"UserId":"{{officer.UserId}}","Role":null,"Node":null,"Text":"逾期未办","Link":"{{Link}}","At":"2026-09-14T09:00:00+08:00","CaseNumber":null}"""));
            return Task.FromResult(0);
        });
        var runner = given.Services.GetRequiredService<OutboxRunner>();
        Assert.Equal(2, await runner.SendDue(CancellationToken.None));
        Assert.Equal(0, await runner.SendDue(CancellationToken.None));
        Assert.Equal(["person", "role", "role"], await given.Read(db => db.Notifications.Select(line => line.Key).Order().ToListAsync()));

        // As if a host was killed after the delivery and before it noted so.
        await given.Within(async scope =>
        {
            foreach (var message in await scope.GetRequiredService<RectificationDb>().Outbox.ToListAsync())
                (message.SentAt, message.LeasedUntil) = (null, null);
            return 0;
        });
        Assert.Equal(2, await runner.SendDue(CancellationToken.None));
        Assert.Equal(3, await given.Read(db => db.Notifications.CountAsync()));

        OutboxMessage Message(string key, string payload) => new()
        {
            Key = key, Kind = "in-app", Payload = payload, StreetId = officer.StreetId, CreatedAt = given.Now, NotBefore = given.Now,
        };
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_a_version_before_told_is_not_told_again(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var officer = await given.ActorOf("safety1");
        await Migrate(given, "FewerIndices");
        await given.Read(db => db.Database.ExecuteSqlAsync($"""
            insert into "Notification" ("Id", "Key", "UserId", "At", "Text", "Link") values ({Guid.NewGuid()}, {$"k:{officer.UserId:N}"}, {officer.UserId}, 1, '催办', '/')
            """));
        await Migrate(given, null);
        await given.Within(async scope =>
        {
            await scope.GetRequiredService<Notifier>().ToUser(officer.UserId, officer.StreetId, "催办", Link, "k", null, CancellationToken.None);
            return 0;
        });
        Assert.Equal(("k", "/"), await given.Read(async db => await db.Notifications.Select(line => new { line.Key, line.Link }).SingleAsync() is var line ? (line.Key, line.Link) : default));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Lines_stand_in_the_order_of_their_times_those_of_versions_before_as_well(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var officer = await given.ActorOf("safety1");
        await Migrate(given, "ToldOnce");
        // Delivered in another order than they came.
        foreach (var (text, hours, id) in ((string, int, int)[])[("二", -2, 1), ("一", -3, 3), ("三", -1, 2)])
            await given.Read(db => db.Database.ExecuteSqlAsync($"""
                insert into "Notification" ("Id", "Key", "UserId", "At", "Text", "Link")
                values ({Guid.Parse($"01900000-0000-7000-8000-00000000000{id}")}, {text}, {officer.UserId}, {given.Now.AddHours(hours).UtcTicks}, {text}, '/')
                """));
        await Migrate(given, null);
        foreach (var text in (string[])["四", "五"])
        {
            given.Time.Advance(TimeSpan.FromMinutes(1));
            await given.Within(async scope =>
            {
                await scope.GetRequiredService<Notifier>().ToUser(officer.UserId, officer.StreetId, text, Link, text, null, CancellationToken.None);
                return 0;
            });
        }
        var first = await given.With<NotificationQueries, Page<Notification>>(queries => queries.List(officer, null, 3, CancellationToken.None));
        var second = await given.With<NotificationQueries, Page<Notification>>(queries => queries.List(officer, first.Next, 3, CancellationToken.None));
        Assert.Equal(["五", "四", "三", "二", "一"], first.Items.Concat(second.Items).Select(line => line.Text));
        Assert.Null(second.Next);
    }

    private static Task<int> Migrate(Given given, string? name) => given.Read(async db =>
    {
        var target = name is null ? null : db.Database.GetMigrations().Single(migration => migration.EndsWith($"_{name}", StringComparison.Ordinal));
        await db.GetService<IMigrator>().MigrateAsync(target);
        return 0;
    });
}
