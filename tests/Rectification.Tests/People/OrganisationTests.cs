using Microsoft.EntityFrameworkCore;
using Rectification.People;

namespace Rectification.Tests.People;

public sealed class OrganisationTests
{
    [Fact]
    public async Task A_community_gets_grids_a_new_name_and_goes_again()
    {
        await using var given = await Given.Street();
        var street = await RoleGrantTests.Unit(given, "青山街道");
        var community = (await given.Send("sysadmin1", new AddOrgUnit(OrgUnitKind.Community, "南门社区", street))).Value;
        var grid = (await given.Send("sysadmin1", new AddOrgUnit(OrgUnitKind.Grid, "南门一", community))).Value;
        Assert.Equal("unit.has-children", (await given.Send("sysadmin1", new DeactivateOrgUnit(community))).Problem!.Code);
        Assert.True((await given.Send("sysadmin1", new DeactivateOrgUnit(grid))).IsOk);
        Assert.True((await given.Send("sysadmin1", new RenameOrgUnit(community, "南门里社区"))).IsOk);
        Assert.True((await given.Send("sysadmin1", new DeactivateOrgUnit(community))).IsOk);
        Assert.False((await given.Read(db => db.OrgUnits.FirstAsync(unit => unit.Id == community))).IsActive);
    }

    [Fact]
    public async Task A_unit_with_people_or_premises_stays()
    {
        await using var given = await Given.Street();
        Assert.Equal("unit.has-people", (await given.Send("sysadmin1", new DeactivateOrgUnit(await RoleGrantTests.Unit(given, "东风一")))).Problem!.Code);
        Assert.Equal("unit.street", (await given.Send("sysadmin1", new DeactivateOrgUnit(await RoleGrantTests.Unit(given, "青山街道")))).Problem!.Code);
    }

    [Fact]
    public async Task A_grid_hangs_only_under_a_community_and_a_name_is_used_once()
    {
        await using var given = await Given.Street();
        var street = await RoleGrantTests.Unit(given, "青山街道");
        Assert.Contains("kind", (await given.Send("sysadmin1", new AddOrgUnit(OrgUnitKind.Grid, "直属网格", street))).Problem!.Errors!.Keys);
        Assert.Contains("name", (await given.Send("sysadmin1", new AddOrgUnit(OrgUnitKind.Community, "东风社区", street))).Problem!.Errors!.Keys);
    }

    [Fact]
    public async Task Only_the_system_administrator_changes_the_organisation()
    {
        await using var given = await Given.Street();
        var result = await given.Send("secadmin1", new RenameOrgUnit(await RoleGrantTests.Unit(given, "东风社区"), "西风社区"));
        Assert.Equal(ProblemKind.Forbidden, result.Problem!.Kind);
    }
}
