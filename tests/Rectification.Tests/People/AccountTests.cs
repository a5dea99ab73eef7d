using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Tests.People;

public sealed class AccountTests
{
    [Fact]
    public async Task A_new_account_has_no_role_and_a_password_for_one_use()
    {
        await using var given = await Given.Street();
        var created = (await given.Send("sysadmin1", new CreateAccount("zhang.san", "张三"))).Value;
        var account = await given.With<Actors, SignedInAccount?>(actors => actors.LoadAccount(created.UserId, CancellationToken.None));
        Assert.True(account!.MustChangePassword);
        Assert.Empty(account.Actor.Grants);
        Assert.True((await Check(given, "zhang.san", created.OneTimePassword)).IsOk);

        Assert.True((await given.Send("zhang.san", new ChangePassword(created.OneTimePassword, "Abcdef12345"))).IsOk);
        var after = await given.With<Actors, SignedInAccount?>(actors => actors.LoadAccount(created.UserId, CancellationToken.None));
        Assert.False(after!.MustChangePassword);
        Assert.NotEqual(account.SecurityStamp, after.SecurityStamp);
    }

    [Theory]
    [InlineData("Zhang", "张三", "userName")]
    [InlineData("z", "张三", "userName")]
    [InlineData("张三", "张三", "userName")]
    [InlineData("grid1", "张三", "userName")]
    [InlineData("zhang", "张", "name")]
    public async Task An_account_that_cannot_be_is_refused_at_its_field(string userName, string name, string field)
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("sysadmin1", new CreateAccount(userName, name))).Problem!;
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("short1A")]
    [InlineData("alllowercase1")]
    [InlineData("NODIGITSatall")]
    [InlineData("Grid1password1")]
    [InlineData("Qingshan#2026")]
    public async Task A_weak_password_is_refused(string password)
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new ChangePassword("Qingshan#2026", password))).Problem!;
        Assert.Contains("newPassword", problem.Errors!.Keys);
        Assert.True((await Check(given, "grid1", "Qingshan#2026")).IsOk);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Five_wrong_passwords_lock_for_a_while_and_say_until_when(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        for (var failure = 1; failure <= 4; failure++)
            Assert.Equal("sign-in.wrong", (await Check(given, "grid1", "wrong")).Problem!.Code);
        var fifth = (await Check(given, "grid1", "wrong")).Problem!;
        Assert.Equal("sign-in.locked", fifth.Code);
        Assert.Contains("9:15", fifth.Title, StringComparison.Ordinal);
        Assert.Equal("sign-in.locked", (await Check(given, "grid1", "Qingshan#2026")).Problem!.Code);

        given.Time.Set(Given.Start.AddMinutes(15).AddSeconds(1));
        Assert.True((await Check(given, "grid1", "Qingshan#2026")).IsOk);
    }

    [Fact]
    public async Task A_right_password_ends_the_count()
    {
        await using var given = await Given.Street();
        for (var failure = 1; failure <= 4; failure++)
            await Check(given, "grid1", "wrong");
        Assert.True((await Check(given, "grid1", "Qingshan#2026")).IsOk);
        Assert.Equal("sign-in.wrong", (await Check(given, "grid1", "wrong")).Problem!.Code);
        Assert.True((await Check(given, "grid1", "Qingshan#2026")).IsOk);
    }

    [Fact]
    public async Task Guessing_the_old_password_at_an_open_screen_locks_too()
    {
        await using var given = await Given.Street();
        for (var failure = 1; failure <= 5; failure++)
            Assert.Contains("currentPassword", (await given.Send("grid1", new ChangePassword("wrong", "Abcdef12345"))).Problem!.Errors!.Keys);
        Assert.Contains("锁定", (await given.Send("grid1", new ChangePassword("Qingshan#2026", "Abcdef12345"))).Problem!.Title, StringComparison.Ordinal);
        Assert.Equal("sign-in.locked", (await Check(given, "grid1", "Qingshan#2026")).Problem!.Code);
    }

    [Fact]
    public async Task Somebody_who_left_is_nobody_any_more_but_stays_in_history()
    {
        await using var given = await Given.Street();
        var id = await RoleGrantTests.Id(given, "grid1");
        Assert.True((await given.Send("sysadmin1", new DeactivateAccount(id))).IsOk);
        Assert.Null(await given.With<Actors, Actor?>(actors => actors.Load(id, CancellationToken.None)));
        Assert.Equal("sign-in.deactivated", (await Check(given, "grid1", "Qingshan#2026")).Problem!.Code);
        Assert.False(await given.Read(db => db.RoleGrants.AnyAsync(grant => grant.UserId == id)));
        Assert.Equal("王敏", await given.Read(db => db.Users.Where(user => user.Id == id).Select(user => user.Name).FirstAsync()));

        Assert.True((await given.Send("sysadmin1", new ReactivateAccount(id))).IsOk);
        Assert.Empty((await given.ActorOf("grid1")).Grants);
    }

    [Fact]
    public async Task A_reset_password_opens_a_locked_account_once()
    {
        await using var given = await Given.Street();
        for (var failure = 1; failure <= 5; failure++)
            await Check(given, "grid1", "wrong");
        var reset = (await given.Send("sysadmin1", new ResetPassword(await RoleGrantTests.Id(given, "grid1")))).Value;
        Assert.True((await Check(given, "grid1", reset.OneTimePassword)).Value.MustChangePassword);
        Assert.False((await Check(given, "grid1", "Qingshan#2026")).IsOk);
    }

    private static Task<Result<User>> Check(Given given, string userName, string password) =>
        given.With<PasswordCheck, Result<User>>(passwords => passwords.Check(userName, password, CancellationToken.None));
}
