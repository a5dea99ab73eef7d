using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Tests.Demo;

public sealed class DemoStreetTests
{
    [Fact]
    public async Task The_street_has_its_communities_grids_and_more_than_sixty_premises_of_many_kinds()
    {
        await using var given = await Given.Street();
        var units = await given.Read(db => db.OrgUnits.ToListAsync());
        Assert.Equal(["东风社区", "新城社区"], Names(OrgUnitKind.Community));
        Assert.Equal(["东风一", "东风二", "新城一", "新城二"], Names(OrgUnitKind.Grid));

        var sites = await given.Read(db => db.Sites.ToListAsync());
        Assert.True(sites.Count >= 60, $"{sites.Count} premises");
        Assert.Equal(4, sites.Select(site => site.GridId).Distinct().Count());
        Assert.True(sites.Select(site => site.Category).Distinct().Count() >= 20);
        Assert.Equal(3, sites.Select(site => site.Kind).Distinct().Count());

        IEnumerable<string> Names(OrgUnitKind kind) => units.Where(unit => unit.Kind == kind).OrderBy(unit => unit.Id).Select(unit => unit.Name);
    }

    [Theory]
    [InlineData("grid1", Role.GridWorker, "东风一")]
    [InlineData("grid4", Role.GridWorker, "新城二")]
    [InlineData("officer2", Role.CommunitySafetyOfficer, "新城社区")]
    [InlineData("leader3", Role.CommunityLeader, "新城社区")]
    [InlineData("seal1", Role.SealKeeper, "东风社区")]
    [InlineData("police1", Role.PoliceOfficer, "东风社区")]
    [InlineData("safety2", Role.SafetyOfficer, "青山街道")]
    [InlineData("director1", Role.SafetyOfficeDirector, "青山街道")]
    [InlineData("dept1", Role.DepartmentOfficer, "青山街道")]
    [InlineData("streetleader1", Role.StreetLeader, "青山街道")]
    [InlineData("discipline1", Role.DisciplineOfficer, "青山街道")]
    [InlineData("enterprise1", Role.EnterpriseContact, "宏达制衣工坊")]
    [InlineData("designer1", Role.ProcessDesigner, "青山街道")]
    [InlineData("sysadmin1", Role.SystemAdmin, "青山街道")]
    [InlineData("secadmin1", Role.SecurityAdmin, "青山街道")]
    [InlineData("auditor1", Role.Auditor, "青山街道")]
    public async Task Each_account_holds_its_role_in_its_scope(string userName, Role role, string scope)
    {
        await using var given = await Given.Street();
        var grant = Assert.Single((await given.ActorOf(userName)).Grants);
        Assert.Equal((role, scope), (grant.Role, grant.ScopeName));
    }

    [Fact]
    public async Task The_linked_leader_has_both_communities()
    {
        await using var given = await Given.Street();
        Assert.Equal(["东风社区", "新城社区"], (await given.ActorOf("linked1")).Grants.Select(grant => grant.ScopeName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Equal_passwords_are_stored_under_different_salts()
    {
        await using var given = await Given.Street();
        var hashes = await given.Read(db => db.Users.Select(user => user.PasswordHash).ToListAsync());
        Assert.Equal(25, hashes.Distinct().Count());
        var user = await given.With<PasswordCheck, Result<User>>(passwords => passwords.Check("grid3", "Qingshan#2026", CancellationToken.None));
        Assert.Equal("林晓东", user.Value.Name);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_second_start_changes_nothing(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var again = (await given.Send(new PrepareInstallation(AsDemo: false))).Value;
        Assert.True(again.Installation.IsDemo);
        Assert.Null(again.SetUpToken);
        Assert.Equal(25, await given.Read(db => db.Users.CountAsync()));
    }
}
