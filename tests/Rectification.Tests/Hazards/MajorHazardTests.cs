using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Signatures;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Hazards;

/// <summary>The rules that only a major hazard meets.</summary>
public sealed class MajorHazardTests
{
    private static readonly DateOnly Today = new(2026, 9, 14);

    [Fact]
    public async Task Ready_is_refused_while_the_stop_measures_are_not_recorded()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));

        var problem = (await given.Complete("grid1", number, "report-progress", ("outcome", "ready"), ("progress", "已全部整改"))).Problem!;
        Assert.Contains("outcome", problem.Errors!.Keys);

        await Do(given, "grid1", number, "record-stop-measures", Stop(30));
        await Do(given, "grid1", number, "report-progress", ("outcome", "ready"), ("progress", "已全部整改"));
        Assert.Equal(3, (await given.OpenTasks(number)).Count(task => task.ElementId == "agree-acceptance"));
    }

    [Fact]
    public async Task A_mark_that_safety_cannot_be_guaranteed_shortens_the_streets_verification_to_a_day()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        var before = await given.OpenTask(number, "verify-street");
        Assert.Equal(new DateTimeOffset(2026, 9, 17, 0, 0, 0, TimeSpan.FromHours(8)), before.DueAt);

        await given.Advance(TimeSpan.FromHours(1));
        await Do(given, "grid1", number, "record-stop-measures", [.. Stop(30), ("safetyNotGuaranteed", true)]);

        var after = await given.OpenTask(number, "verify-street");
        Assert.Equal(given.Now.AddHours(24), after.DueAt);
        var timer = await given.Read(db => db.Timers.SingleAsync(row => row.TaskId == after.Id));
        Assert.Equal(after.DueAt, timer.DueAt);
    }

    [Fact]
    public async Task Downgraded_by_the_street_the_first_notice_is_replaced_and_the_report_marked()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "grid1", number, "record-stop-measures", Stop(30));
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await File(given, number);

        await Do(given, "safety1", number, "verify-street", ("outcome", "downgraded"), ("reason", "人员未住宿"));

        var report = await Newest(given, number, DocumentKind.MajorHazardReport);
        Assert.Equal((DocumentState.Downgraded, "街安报〔2026〕1号"), (report.State, report.Number));
        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal(HazardLevel.General, view.Facts.Level);
        Assert.Equal(["issue-notice"], view.OpenTasks.Select(task => task.ElementId));
        await Do(given, "grid1", number, "issue-notice", DeadlineRulesTests.Notice(7));
        var notices = await given.Read(db => db.Documents.Where(row => row.Kind == DocumentKind.RectificationNotice).OrderBy(row => row.Edition).ToListAsync());
        Assert.Equal([DocumentState.Replaced, DocumentState.Issued], notices.Select(notice => notice.State));
    }

    [Fact]
    public async Task A_rejected_report_voids_the_version_and_the_signature_already_given()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await Fill(given, number);
        await Do(given, "leader1", number, "sign-as-leader", ("outcome", "signed"));
        var signed = await Newest(given, number, DocumentKind.MajorHazardReport);
        Assert.Equal(signed.Digest, (await given.Read(db => db.Signatures.SingleAsync())).Digest);

        await Do(given, "leader2", number, "sign-as-leader", ("outcome", "rejected"), ("reason", "资金未落实"));

        var voided = await Newest(given, number, DocumentKind.MajorHazardReport);
        Assert.Equal((DocumentState.Voided, signed.Id), (voided.State, voided.Id));
        Assert.All(await given.Read(db => db.Signatures.ToListAsync()), signature => Assert.NotNull(signature.VoidedAt));
        var again = await given.OpenTask(number, "fill-report");
        Assert.Equal("王敏", again.AssigneeName);
    }

    [Fact]
    public async Task The_first_refusal_of_acceptance_goes_back_to_progress_and_the_deadline_counts_again()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "grid1", number, "record-stop-measures", Stop(30));
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await Do(given, "grid1", number, "report-progress", ("outcome", "ready"), ("progress", "已全部整改"));
        Assert.NotNull((await DeadlineRulesTests.View(given, number)).Facts.DeadlineMetAt);

        await Agree(given, "dept1", number, ("outcome", "refused"), ("reason", "喷淋未恢复"));

        var hazard = (await DeadlineRulesTests.View(given, number)).Facts;
        Assert.Equal((HazardState.Rectifying, 1, (DateTimeOffset?)null), (hazard.State, hazard.Refusals, hazard.DeadlineMetAt));
        Assert.DoesNotContain(await given.OpenTasks(number), task => task.ElementId == "agree-acceptance");
        var progress = await given.OpenTask(number, "report-progress");
        Assert.Contains("喷淋未恢复", progress.Variables, StringComparison.Ordinal);

        await Do(given, "grid1", number, "report-progress", ("outcome", "ready"), ("progress", "喷淋已恢复"));
        await Agree(given, "dept1", number, ("outcome", "refused"), ("reason", "水压不足"));
        await given.OpenTask(number, "report-refusal");
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_major_hazard_goes_through_report_acceptance_and_the_directors_check_to_closing(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "grid1", number, "record-stop-measures", Stop(30));
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await Do(given, "safety1", number, "verify-street", ("outcome", "confirmed"), ("orderKind", "stopBusiness"));
        await Do(given, "grid1", number, "report-progress", ("outcome", "ready"), ("progress", "已全部整改"));
        await Agree(given, "officer1", number, ("outcome", "agreed"));
        await Agree(given, "safety1", number, ("outcome", "agreed"));
        await Agree(given, "dept1", number, ("outcome", "agreed"));
        // Agreed, but the report is not filed yet.
        Assert.DoesNotContain(await given.OpenTasks(number), task => task.ElementId == "strike-off");

        await File(given, number);
        await Do(given, "director1", number, "strike-off", ("outcome", "struckOff"));

        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal(HazardState.Closed, view.Facts.State);
        Assert.Equal(EnforcementAct.StopOrder, Assert.Single(view.Enforcement).Act);
        Assert.Contains(view.Documents, document => document is { Kind: DocumentKind.MajorHazardReport, State: DocumentState.Issued });
        Assert.Empty(view.OpenTasks);
    }

    [Fact]
    public async Task Found_to_be_none_it_ends_with_that_reason_when_nobody_objects_in_time()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "none"), ("reason", "材料为不燃品"));
        Assert.Equal(["object-to-none"], (await given.OpenTasks(number)).Select(task => task.ElementId));

        await given.MoveTo(new DateTimeOffset(2026, 9, 16, 0, 0, 0, TimeSpan.FromHours(8)));

        var hazard = (await DeadlineRulesTests.View(given, number)).Facts;
        Assert.Equal((HazardState.NoHazard, "材料为不燃品"), (hazard.State, hazard.EndReason));
        Assert.Empty(await given.OpenTasks(number));
    }

    [Fact]
    public async Task The_finder_may_object_and_the_streets_word_is_final()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "undetermined");
        await Do(given, "officer1", number, "assess-level", ("outcome", "none"), ("reason", "不构成"));
        Assert.Contains("reason", (await given.Complete("grid1", number, "object-to-none", ("outcome", "objected"))).Problem!.Errors!.Keys);
        await Do(given, "grid1", number, "object-to-none", ("outcome", "objected"), ("reason", "现场有酒精桶"));
        await Do(given, "safety1", number, "assess-level-street", ("outcome", "major"));

        // Counts as both verifications: only the stop measures and what follows them are open.
        Assert.Equal(["fill-report", "record-stop-measures", "report-progress"], (await given.OpenTasks(number)).Select(task => task.ElementId).Order());
    }

    [Fact]
    public async Task Raised_to_major_a_general_case_goes_on_as_verified()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, days: 7);

        Assert.Equal("role.missing", (await given.Send("grid1", new RaiseToMajor(number, "发现住人"))).Problem?.Code);
        Assert.True((await given.Send("officer1", new RaiseToMajor(number, "夜间发现有人住宿"))).IsOk);

        Assert.Equal(["fill-report", "record-stop-measures", "report-progress", "verify-street"], (await given.OpenTasks(number)).Select(task => task.ElementId).Order());
        Assert.Equal("hazard.not-general", (await given.Send("officer1", new RaiseToMajor(number, "再升一次"))).Problem?.Code);
    }

    internal static async Task Do(Given given, string userName, string number, string elementId, params (string, object?)[] values)
    {
        var done = await given.Complete(userName, number, elementId, values);
        Assert.True(done.IsOk, $"{elementId}: {done.Problem?.Code} {done.Problem?.Title}");
    }

    internal static (string, object?)[] Stop(int days) =>
    [
        ("outcome", "recorded"), ("problem", "车间无疏散通道"), ("measures", "停业整改，打通通道"), ("deadline", Today.AddDays(days)),
        ("delivery", "signed"), ("receiver", "张宏达"),
    ];

    /// <summary>A major hazard that everybody said was done: reported ready, agreed by three, struck off by the director.</summary>
    internal static async Task<string> StruckOff(Given given)
    {
        var number = await DeadlineRulesTests.Registered(given, "major");
        await Do(given, "grid1", number, "record-stop-measures", Stop(30));
        await Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await Do(given, "safety1", number, "verify-street", ("outcome", "confirmed"), ("orderKind", "stopBusiness"));
        await Do(given, "grid1", number, "report-progress", ("outcome", "ready"), ("progress", "已全部整改"));
        foreach (var person in new[] { "officer1", "safety1", "dept1" })
            await Agree(given, person, number, ("outcome", "agreed"));
        await File(given, number);
        await Do(given, "director1", number, "strike-off", ("outcome", "struckOff"));
        return number;
    }

    private static async Task Fill(Given given, string number)
    {
        await Do(given, "grid1", number, "fill-report", ("outcome", "submitted"), ("problem", "车间无疏散通道"), ("responsibility", "厂长张宏达"), ("measures", "打通通道"),
            ("funds", 3m), ("timeLimit", DateOnly.FromDateTime(given.Now.DateTime).AddDays(7)), ("plan", "夜间值守"));
        await Do(given, "officer1", number, "complete-report", ("outcome", "submitted"), ("opinion", "属实"));
    }

    private static async Task File(Given given, string number)
    {
        await Fill(given, number);
        await Do(given, "leader1", number, "sign-as-leader", ("outcome", "signed"));
        await Do(given, "leader2", number, "sign-as-leader", ("outcome", "signed"));
        await Do(given, "seal1", number, "affix-seal", ("outcome", "sealed"));
        await Do(given, "linked1", number, "review-as-linked-leader", ("outcome", "approved"));
        await Do(given, "safety1", number, "file-report", ("outcome", "filed"));
    }

    /// <summary>The round has one task for each of three roles; this is the person's own.</summary>
    private static async Task Agree(Given given, string userName, string number, params (string, object?)[] values)
    {
        var role = (await given.ActorOf(userName)).Grants[0].Role.ToString();
        var task = (await given.OpenTasks(number)).Single(each => each.ElementId == "agree-acceptance" && each.CandidateKey!.StartsWith(role + "@", StringComparison.Ordinal));
        var done = await given.Send(userName, new CompleteTask(task.Id, Engine.Variables.Of(values)));
        Assert.True(done.IsOk, done.Problem?.Title);
    }

    private static Task<Document> Newest(Given given, string number, DocumentKind kind) => given.Read(db => db.Documents
        .Where(row => row.CaseNumber == number && row.Kind == kind).OrderByDescending(row => row.Edition).FirstAsync());
}
