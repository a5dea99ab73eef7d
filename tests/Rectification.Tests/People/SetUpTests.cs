using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Tests.People;

public sealed class SetUpTests
{
    private static readonly SetUpInstallation Plan = new("", "清河区", "临江街道", new("admin", "高远"), "Linjiang2026x", new("security", "梁文"), new("audit", "宋敏"));

    [Fact]
    public async Task An_empty_installation_is_set_up_once_by_its_link()
    {
        await using var given = await Empty();
        var token = (await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken!;
        var done = (await given.Send(Plan with { Token = token })).Value;

        Assert.Equal([Role.SystemAdmin], (await given.ActorOf("admin")).Grants.Select(grant => grant.Role));
        Assert.Equal([Role.SecurityAdmin], (await given.ActorOf("security")).Grants.Select(grant => grant.Role));
        Assert.Equal([Role.Auditor], (await given.ActorOf("audit")).Grants.Select(grant => grant.Role));
        var security = await given.With<PasswordCheck, Result<User>>(passwords => passwords.Check("security", done.SecurityAdmin.OneTimePassword, CancellationToken.None));
        Assert.True(security.Value.MustChangePassword);
        var streetId = (await given.ActorOf("admin")).StreetId;
        Assert.False((await given.With<Calendars, Engine.WorkCalendar>(calendars => calendars.For(streetId, CancellationToken.None))).IsProvisional(2026));

        Assert.Equal("set-up.link", (await given.Send(Plan with { Token = token })).Problem!.Code);
    }

    [Fact]
    public async Task The_link_ends_after_a_day_and_a_restart_gives_another()
    {
        await using var given = await Empty();
        var first = (await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken!;
        given.Time.Set(Given.Start.AddHours(25));
        Assert.Equal("set-up.link", (await given.Send(Plan with { Token = first })).Problem!.Code);
        var second = (await given.Send(new PrepareInstallation(AsDemo: true))).Value;
        Assert.False(second.Installation.IsDemo);
        Assert.True((await given.Send(Plan with { Token = second.SetUpToken! })).IsOk);
    }

    [Fact]
    public async Task Two_hosts_that_start_together_give_the_same_link()
    {
        await using var given = await Empty();
        var first = (await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken!;
        given.Time.Set(Given.Start.AddMinutes(1));
        Assert.Equal(first, (await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken);
        Assert.True((await given.Send(Plan with { Token = first })).IsOk);
        Assert.Null((await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken);
    }

    [Fact]
    public async Task A_set_up_that_cannot_be_leaves_the_link_good()
    {
        await using var given = await Empty();
        var token = (await given.Send(new PrepareInstallation(AsDemo: false))).Value.SetUpToken!;
        Assert.Contains("auditor", (await given.Send(Plan with { Token = token, Auditor = new("admin", "宋敏") })).Problem!.Errors!.Keys);
        Assert.Contains("password", (await given.Send(Plan with { Token = token, Password = "weak" })).Problem!.Errors!.Keys);
        Assert.Equal("set-up.link", (await given.Send(Plan with { Token = token + "0" })).Problem!.Code);
        Assert.Equal(0, await given.Read(db => db.Users.CountAsync()));
        Assert.True((await given.Send(Plan with { Token = token })).IsOk);
    }

    /// <summary>A database with its tables and nothing in them.</summary>
    private static async Task<Given> Empty()
    {
        var folder = Directory.CreateTempSubdirectory("rectification-empty-");
        var given = new Given(new(DatabaseProvider.Sqlite, Path.Combine(folder.FullName, "street.db"), ""), _ => { });
        await Schema.Prepare(given.Services, CancellationToken.None);
        return given;
    }
}
