using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Enforcement;

/// <summary>The papers of P02 and of re-inspection: numbered, in the words of the step, and only for whom they are.</summary>
public sealed class PaperTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_suspension_is_a_decision_of_one_of_the_four_orders_and_resumes_only_after_acceptance(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "suspension"), ("orderKind", "stopUse"), ("seals", "二层裁剪车间配电箱"), ("reason", "继续使用随时可能起火"));

        var decision = await Paper(given, number, DocumentKind.StopDecision);
        Assert.Equal("街安决〔2026〕1号", decision.Line.Number);
        Assert.Contains(new("处理措施", "☐责令暂时停产停业　☐责令停止建设　☐责令停止施工　☑责令停止使用"), decision.Paper!.Facts);
        Assert.Contains(new("查封", "二层裁剪车间配电箱"), decision.Paper.Facts);
        var act = (await DeadlineRulesTests.View(given, number)).Enforcement.Single(each => each.Act == EnforcementAct.Suspension);
        Assert.Equal(decision.Line.Id, act.PaperId);
        Assert.StartsWith("责令停止使用，查封：二层裁剪车间配电箱", act.Text);
        Assert.DoesNotContain((await DeadlineRulesTests.View(given, number)).Enforcement, each => each.Act == EnforcementAct.SuspensionLifted);
    }

    [Fact]
    public async Task Three_liable_parties_have_a_penalty_each_with_who_they_are()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "penalty"), ("deadline", new DateOnly(2026, 9, 18)),
            ("party", "张宏达"), ("partyKind", "tenant"), ("amount", 5000m), ("party2", "蔡阿福"), ("partyKind2", "owner"), ("amount2", 2000m),
            ("party3", "李转租"), ("partyKind3", "subLessor"), ("amount3", 1000m), ("document3", "青应急罚〔2026〕9号"));

        var penalties = (await DeadlineRulesTests.View(given, number)).Enforcement.Where(act => act.Act == EnforcementAct.Penalty).ToList();
        Assert.Equal([("张宏达", LiableParty.Tenant, 5000m), ("蔡阿福", LiableParty.Owner, 2000m), ("李转租", LiableParty.SubLessor, 1000m)],
            penalties.Select(penalty => (penalty.Party!, penalty.PartyKind!.Value, penalty.Amount!.Value)));
        Assert.Equal("青应急罚〔2026〕9号", penalties[2].DocumentNumber);
    }

    [Fact]
    public async Task A_transfer_leaves_with_a_letter_and_comes_back_with_a_receipt_that_the_enterprise_does_not_see()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "transfer"), ("authority", "区消防救援大队"), ("reason", "无执法权限"));
        var letter = await Paper(given, number, DocumentKind.TransferLetter);
        Assert.Equal("区消防救援大队", letter.Paper!.To);

        await MajorHazardTests.Do(given, "dept1", number, "receive-transfer", ("outcome", "received"), ("document", "消收〔2026〕77号"));
        var receipt = await Paper(given, number, DocumentKind.TransferReceipt);
        Assert.Equal("区消防救援大队", receipt.Paper!.Office);
        Assert.Contains(new("接收编号", "消收〔2026〕77号"), receipt.Paper.Facts);
        var enterprise = await given.ActorOf("enterprise1");
        Assert.False(DocumentQueries.MayRead(DocumentKind.TransferLetter, enterprise));
        Assert.True(DocumentQueries.MayRead(DocumentKind.StopDecision, enterprise));
    }

    [Fact]
    public async Task Every_revisit_writes_an_opinion_and_every_decision_on_an_extension_its_form()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, 7);
        await DeadlineRulesTests.Apply(given, number);
        await MajorHazardTests.Do(given, "grid1", number, "revisit", ("outcome", "partly"), ("noPhotoReason", "夜间"), ("reason", "配件未到"), ("requestedDeadline", new DateOnly(2026, 9, 25)));
        var opinion = await Paper(given, number, DocumentKind.ReviewOpinion);
        Assert.Contains(new("复查意见", "部分整改到位，其余仍须整改"), opinion.Paper!.Facts);

        await MajorHazardTests.Do(given, "officer1", number, "approve-extension", ("outcome", "granted"), ("deadline", new DateOnly(2026, 9, 24)), ("reason", "配件三天内到"));
        var form = await Paper(given, number, DocumentKind.ExtensionForm);
        Assert.Equal("街安延〔2026〕1号", form.Line.Number);
        Assert.Contains(new("原定期限", "2026年9月21日 24:00 前"), form.Paper!.Facts);
        Assert.Contains(new("批准期限", "2026年9月24日 24:00 前"), form.Paper.Facts);
        Assert.Equal(Document.DigestOf(form.Text), form.Digest);
    }

    [Fact]
    public async Task A_suspected_crime_goes_to_the_police_as_a_case_of_its_own_that_outlives_the_hazard()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "closure"), ("reason", "不具备安全生产条件"), ("crime", "拒不执行停产决定，涉嫌危险作业"));
        var handover = await given.Read(db => db.Cases.SingleAsync(row => row.ProcessKey == PoliceHandovers.Process));
        await MajorHazardTests.Do(given, "director1", number, "decide-closure", ("outcome", "approved"));
        await MajorHazardTests.Do(given, "grid1", number, "confirm-closure", ("outcome", "shutDown"), ("noPhotoReason", "已贴封条"));
        Assert.Empty(await given.OpenTasks(number));

        await MajorHazardTests.Do(given, "police1", handover.CaseNumber, "receive-police-handover", ("outcome", "received"), ("document", "青公收〔2026〕5号"));
        Assert.Equal(("公安机关审查中", number, "青公收〔2026〕5号"), await Handover("police1"));
        Assert.Equal(("", "", null), await Handover("officer2"));
        Assert.Equal(("", "", null), await Handover("enterprise1"));
        Assert.Contains("reason", (await given.Complete("police1", handover.CaseNumber, "give-police-result", ("outcome", "filed"))).Problem!.Errors!.Keys);
        await MajorHazardTests.Do(given, "police1", handover.CaseNumber, "give-police-result", ("outcome", "filed"), ("reason", "已立案侦查"));

        Assert.Equal(("已立案", number, "青公收〔2026〕5号"), await Handover("safety1"));
        var acts = (await DeadlineRulesTests.View(given, number)).Enforcement;
        Assert.Equal("青公收〔2026〕5号", acts.Single(act => act.Act == EnforcementAct.PoliceReceived).DocumentNumber);
        Assert.EndsWith("已立案侦查", acts.Single(act => act.Act == EnforcementAct.PoliceResult).Text);
        Assert.Contains("涉嫌犯罪", (await Paper(given, number, DocumentKind.TransferLetter)).Paper!.Paragraphs[0]);

        async Task<(string State, string Hazard, string? Receipt)> Handover(string person)
        {
            var actor = await given.ActorOf(person);
            return await given.With<HandoverQueries, PoliceHandover?>(queries => queries.Find(handover.CaseNumber, actor, CancellationToken.None)) is { } seen
                ? (seen.State, seen.HazardNumber, seen.ReceiptNumber) : ("", "", null);
        }
    }

    [Fact]
    public async Task An_order_names_to_whom_what_and_until_when_and_only_the_street_issues_it()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, 7);
        var day = new DateOnly(2026, 9, 20);
        Assert.Equal(["to"], (await given.Send("safety1", new IssueOrder(number, false, " ", "三日内办结", day))).Problem!.Errors!.Keys);
        Assert.Equal(["reason"], (await given.Send("safety1", new IssueOrder(number, false, "东风社区", "", day))).Problem!.Errors!.Keys);
        Assert.Equal(["dueOn"], (await given.Send("safety1", new IssueOrder(number, false, "东风社区", "三日内办结", new(2026, 9, 1)))).Problem!.Errors!.Keys);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("officer1", new IssueOrder(number, false, "东风社区", "三日内办结", day))).Problem!.Kind);

        var id = (await given.Send("director1", new IssueOrder(number, true, "东风社区", "三日内办结并报告", day))).Value;
        var paper = await Paper(given, number, DocumentKind.SupervisionOrder);
        Assert.Equal((id, "街安督〔2026〕1号", "东风社区"), (paper.Line.Id, paper.Line.Number, paper.Paper!.To));
        Assert.Contains(new("办理期限", "2026年9月20日 24:00 前"), paper.Paper.Facts);
    }

    private static async Task<DocumentView> Paper(Given given, string number, DocumentKind kind)
    {
        var id = await given.Read(db => db.Documents.Where(row => row.CaseNumber == number && row.Kind == kind).Select(row => row.Id).SingleAsync());
        return (await given.With<DocumentQueries, Result<DocumentView>>(async documents => await documents.Find(id, await given.ActorOf("safety1"), CancellationToken.None))).Value;
    }

    private static async Task<string> InEnforcement(Given given)
    {
        var number = await DeadlineRulesTests.Noticed(given, days: 7);
        await DeadlineRulesTests.Apply(given, number);
        await MajorHazardTests.Do(given, "grid1", number, "revisit", ("outcome", "refused"), ("noPhotoReason", "拒绝拍照"), ("reason", "明确表示不改"));
        await MajorHazardTests.Do(given, "officer1", number, "report-refusal", ("outcome", "reported"), ("facts", "两次督促仍不整改"));
        return number;
    }
}
