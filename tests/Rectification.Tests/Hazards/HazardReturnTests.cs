using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Signatures;
using Rectification.Tests.Walks;
using Rectification.Workflow;

namespace Rectification.Tests.Hazards;

/// <summary>After a return the hazard's record, its deadline and its watch are right again.</summary>
public sealed class HazardReturnTests
{
    [Fact]
    public async Task From_acceptance_back_to_the_revisit_the_deadline_counts_again_and_is_watched()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        await walk.Apply();
        await walk.Complete("revisit", "passed");
        Assert.Equal(HazardState.InAcceptance, (await Hazard(walk)).State);
        Assert.DoesNotContain("deadline-watch", await Running(walk));

        await Back(walk, "revisit");

        await walk.Stands("revisit");
        var hazard = await Hazard(walk);
        Assert.Equal((HazardState.Rectifying, null), (hazard.State, hazard.DeadlineMetAt));
        Assert.Contains("deadline-watch", await Running(walk));
        await walk.Complete("revisit", "passed");
        await walk.Complete("accept", "accepted");
        await walk.Ends("closed");
        await Clean(walk);
    }

    [Fact]
    public async Task From_enforcement_back_to_the_revisit_the_called_process_is_cancelled()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        await walk.Apply();
        await walk.Complete("revisit", "refused");
        await walk.Stands("report-refusal");

        await Back(walk, "revisit");

        await walk.Stands("revisit");
        Assert.Equal(HazardState.Rectifying, (await Hazard(walk)).State);
        Assert.DoesNotContain("enforcement", await Running(walk));
        await Clean(walk);
    }

    [Fact]
    public async Task In_a_major_case_one_branch_goes_back_and_the_others_stay()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("major");
        await walk.Complete("record-stop-measures", "recorded", ("deadline", walk.Date(30)));
        await walk.Complete("verify-on-site", "major");
        await walk.Complete("verify-street", "confirmed");
        await walk.Stands("fill-report report-progress");

        await Back(walk, "verify-street");

        await walk.Stands("fill-report report-progress verify-street");
        await Back(walk, "verify-on-site");
        await walk.Stands("verify-on-site");
        await walk.Complete("verify-on-site", "major");
        await walk.Stands("fill-report report-progress verify-street");
        await Clean(walk);
    }

    [Fact]
    public async Task A_report_that_is_gone_back_to_loses_its_signatures()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("major");
        await walk.Complete("record-stop-measures", "recorded", ("deadline", walk.Date(30)));
        await walk.Complete("verify-on-site", "major");
        await walk.Complete("fill-report", "submitted");
        await walk.Complete("complete-report", "submitted");
        await walk.Complete("sign-as-leader", "signed");

        await Back(walk, "complete-report");

        Assert.Contains("complete-report", await walk.Open(), StringComparison.Ordinal);
        Assert.DoesNotContain("sign-as-leader", await walk.Open(), StringComparison.Ordinal);
        Assert.All(await walk.Given.Read(db => db.Signatures.Where(row => row.CaseNumber == walk.CaseNumber && row.ProcessKey == "major-hazard-report").ToListAsync()),
            signature => Assert.NotNull(signature.VoidedAt));
        await Clean(walk);
    }

    [Fact]
    public async Task An_extension_that_is_gone_back_behind_does_not_count_and_the_old_deadline_holds()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        var first = (await Hazard(walk)).DeadlineAt;
        await walk.Apply();
        await walk.Complete("revisit", "partly", ("requestedDeadline", walk.Date(12)));
        await walk.Complete("approve-extension", "granted", ("deadline", walk.Date(12)));
        Assert.Equal(1, (await Hazard(walk)).Extensions);

        await Back(walk, "approve-extension");

        await walk.Stands("approve-extension");
        var hazard = await Hazard(walk);
        Assert.Equal((0, first), (hazard.Extensions, hazard.DeadlineAt));
        await walk.Complete("approve-extension", "granted", ("deadline", walk.Date(12)));
        Assert.Equal(1, (await Hazard(walk)).Extensions);
        await Clean(walk);
    }

    private static async Task Back(StreetWalk walk, string targetId)
    {
        var options = (await walk.Given.With(async (ReturnQueries queries) => await queries.Of(walk.CaseNumber, await walk.Given.ActorOf("director1"), CancellationToken.None))).Value;
        var option = Assert.Single(options, each => each.TargetId == targetId);
        Assert.True(option.Allowed, option.Reason);
        var before = (await walk.Open()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Null((await walk.Given.Send("director1", new ReturnCase(walk.CaseNumber, option.InstanceId, option.Scope, targetId, "现场情况有出入，重新办理"))).Problem);
        // What was told is what went, tasks of called processes included.
        var told = option.Withdrawn.Where(part => part.Kind == Engine.WaitKind.Task).Select(part => part.ElementId).ToHashSet();
        Assert.Equal(told.Order(), before.Except((await walk.Open()).Split(' ')).Order());
    }

    private static Task<Hazard> Hazard(StreetWalk walk) => walk.Given.Read(db => db.Hazards.AsNoTracking().SingleAsync(row => row.CaseNumber == walk.CaseNumber));

    private static Task<List<string>> Running(StreetWalk walk) =>
        walk.Given.Read(db => db.Instances.Where(row => row.CaseNumber == walk.CaseNumber).Select(row => row.DefinitionKey).ToListAsync());

    private static async Task Clean(StreetWalk walk) =>
        Assert.Empty(await walk.Given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
}
