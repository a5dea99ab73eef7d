using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class InboxTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Pages_follow_each_other_by_due_time_without_losing_or_repeating_a_task(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("look", "GridWorker@grid", "=if hours = null then null else now() + duration(\"PT\" + string(hours) + \"H\")")}
            {Draw.End()}
            start -> look -> end
            """, id: "looking"));
        object?[] hours = [5, 1, null, 3, 3, 3, null, 2, 1];
        foreach (var each in hours)
            await given.Case("looking", each is null ? Variables.Empty : Variables.Of(("hours", each)));
        var actor = await given.ActorOf("grid1");

        Task<Page<InboxItem>> Read(TaskBox box, string? after, int take, InboxFilter? filter = null) =>
            given.With((TaskQueries queries) => queries.Inbox(actor, box, filter ?? InboxFilter.None, after, take, CancellationToken.None));
        async Task<ImmutableArray<InboxItem>> All(TaskBox box, int take)
        {
            var items = ImmutableArray.CreateBuilder<InboxItem>();
            string? after = null;
            do
            {
                var page = await Read(box, after, take);
                items.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);
            return items.ToImmutable();
        }

        var whole = await Read(TaskBox.Claimable, null, 200);
        Assert.Null(whole.Next);
        Assert.Equal(9, whole.Items.Length);
        Assert.Equal([1, 1, 2, 3, 3, 3, 5], whole.Items.Take(7).Select(item => (int)(item.DueAt!.Value - Given.Start).TotalHours));
        Assert.All(whole.Items.Skip(7), item => Assert.Null(item.DueAt));
        foreach (var take in new[] { 1, 2, 4 })
            Assert.Equal(whole.Items.Select(item => item.Id), (await All(TaskBox.Claimable, take)).Select(item => item.Id));

        foreach (var item in whole.Items.Take(4))
            await given.Send("grid1", new ClaimTask(item.Id));
        Assert.Equal(whole.Items.Take(4).Select(item => item.Id), (await All(TaskBox.Mine, 3)).Select(item => item.Id));
        Assert.Equal("grid1", (await Read(TaskBox.Mine, null, 1)).Items[0].Assignee);
        var done = new List<Guid>();
        foreach (var item in whole.Items.Take(4))
        {
            given.Time.Advance(TimeSpan.FromMinutes(1));
            await given.Send("grid1", new CompleteTask(item.Id, Variables.Empty));
            done.Insert(0, item.Id);
        }
        Assert.Equal(done, (await All(TaskBox.Done, 3)).Select(item => item.Id));
        var counts = await given.With((TaskQueries queries) => queries.Counts(actor, CancellationToken.None));
        Assert.Equal(new InboxCounts(0, 5, 0), counts);
        Assert.Equal(5, (await Read(TaskBox.Claimable, "broken", 50)).Items.Length);
        Assert.False(TaskQueries.IsPageKey("broken"));
        Assert.Empty((await Read(TaskBox.Claimable, null, 50, new(Search: "没有这样的"))).Items);
        Assert.Equal(5, (await Read(TaskBox.Claimable, null, 50, new(Search: "试办"))).Items.Length);
    }

    [Fact]
    public async Task The_page_of_a_task_says_who_may_act_and_why_others_may_not()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("look", "GridWorker@grid", more: """<zeebe:properties><zeebe:property name="clause" value="003-2.1.2"/><zeebe:property name="outcomes" value="=[&quot;good&quot;,&quot;bad&quot;]"/></zeebe:properties>""")}
            {Draw.End()}
            start -> look -> end
            """, id: "looking"));
        var number = (await given.Case("looking")).CaseNumber;
        var id = (await given.OpenTask(number, "look")).Id;
        async Task<Result<TaskView>> View(string userName) => await given.With(async (TaskQueries queries) => await queries.Find(id, await given.ActorOf(userName), CancellationToken.None));

        var mine = (await View("grid1")).Value;
        Assert.Equal((true, null, true, "003-2.1.2"), (mine.MayAct, mine.WhyNot, mine.CanClaim, mine.Clause));
        Assert.Equal(["good", "bad"], mine.Outcomes.Select(outcome => outcome.Value));
        Assert.Equal(("grid1", "网格员", "东风一"), (mine.Candidates[0].UserName, mine.Candidates[0].RoleName, mine.Candidates[0].Scope));
        Assert.Equal("这项待办不由您办理", (await View("officer1")).Value.WhyNot);
        Assert.Equal(ProblemKind.NotFound, (await View("grid3")).Problem?.Kind);

        Assert.Equal("outcome", Assert.Single((await given.Complete("grid1", number, "look")).Problem!.Errors!.Keys));
        Assert.Equal(ProblemKind.Invalid, (await given.Complete("grid1", number, "look", ("outcome", "ugly"))).Problem?.Kind);
        Assert.Equal(ProblemKind.Invalid, (await given.Send("grid1", new CompleteTask(id, Variables.Of(("outcome", "good")), new string('长', 2001)))).Problem?.Kind);
        Assert.Null((await given.Complete("grid1", number, "look", ("outcome", "good"))).Problem);
        Assert.Equal((TaskState.Done, "good", false), ((await View("grid1")).Value.State, (await View("grid1")).Value.Outcome, (await View("grid1")).Value.MayAct));
    }
}
