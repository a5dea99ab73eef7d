using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Storage;

namespace Rectification.Tests.Hazards;

public sealed class RegisterHazardTests
{
    [Fact]
    public async Task A_registered_hazard_has_case_ledger_line_and_first_task()
    {
        await using var given = await Given.Street();
        var registered = (await given.Send("grid1", await Draft(given, "general"))).Value;

        Assert.Equal("YH-2026-000001", registered.CaseNumber);
        var hazard = await given.Read(db => db.Hazards.SingleAsync());
        Assert.Equal((HazardState.Registered, "grid1", "王敏"), (hazard.State, hazard.GridOwner, hazard.GridOwnerName));
        var line = await given.Read(db => db.InspectionLines.SingleAsync());
        Assert.Equal((new DateOnly(2026, 9, 14), registered.CaseNumber), (line.Day, line.CaseNumber));
        var task = await given.OpenTask(registered.CaseNumber, "issue-notice");
        Assert.Equal("general", task.Level);
    }

    [Theory]
    [InlineData("onTheSpot", "record-fix")]
    [InlineData("general", "issue-notice")]
    [InlineData("undetermined", "assess-level")]
    [InlineData("major", "record-stop-measures verify-on-site")]
    public async Task Each_level_opens_its_first_tasks(string level, string elements)
    {
        await using var given = await Given.Street();
        var registered = (await given.Send("grid1", await Draft(given, level))).Value;

        Assert.Equal(elements, string.Join(' ', (await given.OpenTasks(registered.CaseNumber)).Select(task => task.ElementId).Order()));
    }

    [Fact]
    public async Task Every_fault_is_told_at_its_field_at_once()
    {
        await using var given = await Given.Street();
        var draft = await Draft(given, "severe") with
        {
            Category = "nothing", Kind = "wonder", Description = " x ", Measures = new string('长', 2001), Deadline = new DateOnly(2026, 9, 13), Photos = [Guid.NewGuid()],
        };

        var problem = (await given.Send("grid1", draft)).Problem!;

        Assert.Equal(["category", "deadline", "description", "kind", "level", "measures", "photos"], problem.Errors!.Keys);
        Assert.Equal(0, await given.Read(db => db.Hazards.CountAsync()));
    }

    [Theory]
    [InlineData("general", 15, true)]
    [InlineData("general", 16, false)]
    [InlineData("major", 90, true)]
    [InlineData("major", 91, false)]
    public async Task A_proposed_deadline_keeps_within_the_limit_of_its_level(string level, int days, bool isGood)
    {
        await using var given = await Given.Street();
        var draft = await Draft(given, level) with { Deadline = new DateOnly(2026, 9, 14).AddDays(days) };

        Assert.Equal(isGood, (await given.Send("grid1", draft)).IsOk);
    }

    [Fact]
    public async Task A_premises_outside_ones_scope_is_refused_at_the_field()
    {
        await using var given = await Given.Street();
        var draft = await Draft(given, "general");

        var problem = (await given.Send("grid3", draft)).Problem!;

        Assert.Equal((ProblemKind.Forbidden, "premises.out-of-scope"), (problem.Kind, problem.Code));
        Assert.True(problem.Errors!.ContainsKey("premisesId"));
    }

    [Fact]
    public async Task Who_registers_from_a_wider_scope_stays_named_and_the_tasks_are_the_grid_workers()
    {
        await using var given = await Given.Street();
        var registered = (await given.Send("safety1", await Draft(given, "general"))).Value;

        var hazard = await given.Read(db => db.Hazards.SingleAsync());
        Assert.Equal(("safety1", "grid1", HazardSource.Supervision), (hazard.RegisteredBy, hazard.GridOwner, hazard.Source));
        var task = await given.OpenTask(registered.CaseNumber, "issue-notice");
        Assert.Equal("王敏", task.OwnerName);
    }

    [Fact]
    public async Task From_the_enterprise_it_is_undetermined_whatever_it_says_and_no_inspection()
    {
        await using var given = await Given.Street();
        var site = await given.Premises("enterprise1");
        var registered = (await given.Send("enterprise1", await Draft(given, "general") with { PremisesId = site.Id })).Value;

        var hazard = await given.Read(db => db.Hazards.SingleAsync());
        Assert.Equal((HazardLevel.Undetermined, HazardSource.SelfInspection), (hazard.Level, hazard.Source));
        Assert.Equal(0, await given.Read(db => db.InspectionLines.CountAsync()));
        await given.OpenTask(registered.CaseNumber, "assess-level");
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task The_same_key_gives_the_same_case_and_another_content_under_it_is_refused(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var draft = await Draft(given, "general") with { IdempotencyKey = "form-7" };

        var first = (await given.Send("grid1", draft)).Value;
        var again = (await given.Send("grid1", draft)).Value;
        var other = await given.Send("grid1", draft with { Description = "配电箱敞开" });

        Assert.Equal(first.CaseNumber, again.CaseNumber);
        Assert.Equal("idempotency.reused", other.Problem?.Code);
        Assert.Equal(1, await given.Read(db => db.Hazards.CountAsync()));
    }

    [Fact]
    public async Task Likeness_only_warns()
    {
        await using var given = await Given.Street();
        var draft = await Draft(given, "general");
        var first = (await given.Send("grid1", draft)).Value;

        var second = (await given.Send("grid1", draft)).Value;

        Assert.Empty(first.Warnings);
        Assert.Equal([$"该场所有一件描述相近的隐患尚未销号：{first.CaseNumber}"], second.Warnings);
        Assert.NotEqual(first.CaseNumber, second.CaseNumber);
    }

    [Fact]
    public async Task Somebody_elses_photo_is_not_taken()
    {
        await using var given = await Given.Street();
        var photo = (await given.Send("grid2", TestFiles.Photo())).Value;

        var problem = (await given.Send("grid1", await Draft(given, "general") with { Photos = [photo.Id] })).Problem!;

        Assert.Equal("photos", Assert.Single(problem.Errors!).Key);
    }

    internal static async Task<RegisterHazard> Draft(Given given, string level, string gridWorker = "grid1") => new(
        (await given.Premises(gridWorker)).Id, level, "消防安全", "疏散通道堆放布料，堵住安全出口", null, null, null, null,
        ImmutableArray<Guid>.Empty, null, null, "");
}
