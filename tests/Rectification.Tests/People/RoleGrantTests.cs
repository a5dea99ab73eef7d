using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Tests.People;

public sealed class RoleGrantTests
{
    [Fact]
    public async Task A_granted_role_counts_at_once_and_a_revoked_one_no_more()
    {
        await using var given = await Given.Street();
        var grid = await Unit(given, "东风二");
        var grantId = (await given.Send("secadmin1", new GrantRole(await Id(given, "grid1"), Role.GridWorker, grid))).Value;
        Assert.Equal(["东风一", "东风二"], (await given.ActorOf("grid1")).Grants.Select(grant => grant.ScopeName));

        Assert.True((await given.Send("secadmin1", new RevokeRole(grantId))).IsOk);
        Assert.Equal(["东风一"], (await given.ActorOf("grid1")).Grants.Select(grant => grant.ScopeName));
        Assert.Equal(["role.granted", "role.revoked"], await given.Read(db => db.AdminLog.OrderBy(row => row.Id).Select(row => row.What).ToListAsync()));
    }

    [Theory]
    [InlineData("sysadmin1", Role.SecurityAdmin)]
    [InlineData("sysadmin1", Role.Auditor)]
    [InlineData("auditor1", Role.SystemAdmin)]
    public async Task Nobody_holds_two_of_the_three_separated_duties(string userName, Role wanted)
    {
        await using var given = await Given.Street();
        var result = await given.Send("secadmin1", new GrantRole(await Id(given, userName), wanted, await Unit(given, "青山街道")));
        Assert.Contains("三员分立", result.Problem!.Errors!["role"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Two_duties_granted_to_one_person_at_the_same_moment_leave_one(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var (person, street) = (await Id(given, "designer1"), await Unit(given, "青山街道"));
        var results = await Task.WhenAll(
            given.Send("secadmin1", new GrantRole(person, Role.SystemAdmin, street)),
            given.Send("secadmin1", new GrantRole(person, Role.Auditor, street)));
        Assert.Single(results, result => result.IsOk);
    }

    [Fact]
    public async Task A_security_administrator_grants_nothing_to_themselves()
    {
        await using var given = await Given.Street();
        var result = await given.Send("secadmin1", new GrantRole(await Id(given, "secadmin1"), Role.StreetLeader, await Unit(given, "青山街道")));
        Assert.Equal("role.to-oneself", result.Problem!.Code);
    }

    [Theory]
    [InlineData("sysadmin1")]
    [InlineData("director1")]
    [InlineData("auditor1")]
    public async Task Only_the_security_administrator_grants(string userName)
    {
        await using var given = await Given.Street();
        var result = await given.Send(userName, new GrantRole(await Id(given, "grid1"), Role.GridWorker, await Unit(given, "东风二")));
        Assert.Equal(ProblemKind.Forbidden, result.Problem!.Kind);
    }

    [Theory]
    [InlineData(Role.GridWorker, "东风社区")]
    [InlineData(Role.CommunityLeader, "东风一")]
    [InlineData(Role.SafetyOfficer, "东风社区")]
    [InlineData(Role.EnterpriseContact, "青山街道")]
    public async Task A_role_is_held_only_in_a_node_of_its_kind(Role role, string scope)
    {
        await using var given = await Given.Street();
        var result = await given.Send("secadmin1", new GrantRole(await Id(given, "grid2"), role, await Unit(given, scope)));
        Assert.Contains("scopeId", result.Problem!.Errors!.Keys);
    }

    [Fact]
    public async Task The_last_holder_of_a_separated_duty_keeps_it()
    {
        await using var given = await Given.Street();
        var auditor = await Id(given, "auditor1");
        var grant = await given.Read(db => db.RoleGrants.FirstAsync(row => row.UserId == auditor));
        Assert.Equal("duty.last", (await given.Send("secadmin1", new RevokeRole(grant.Id))).Problem!.Code);
        Assert.Equal("duty.last", (await given.Send("sysadmin1", new DeactivateAccount(auditor))).Problem!.Code);
    }

    [Fact]
    public async Task An_enterprise_contact_sees_the_own_premises_and_nothing_beside()
    {
        await using var given = await Given.Street();
        var actor = await given.ActorOf("enterprise1");
        var sites = await given.With<PremisesQueries, Result<Page<SiteRow>>>(premises => premises.List(new(), actor, null, 200, CancellationToken.None));
        Assert.Equal("宏达制衣工坊", Assert.Single(sites.Value.Items).Name);
    }

    internal static Task<Guid> Id(Given given, string userName) =>
        given.Read(db => db.Users.Where(user => user.UserName == userName).Select(user => user.Id).FirstAsync());

    internal static Task<Guid> Unit(Given given, string name) =>
        given.Read(db => db.OrgUnits.Where(unit => unit.Name == name).Select(unit => unit.Id).FirstAsync());
}
