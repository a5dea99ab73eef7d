using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Hazards;

/// <summary>申请复查: when it moves the case, when it is only attached, when nobody receives it.</summary>
public sealed class ApplicationTests
{
    [Fact]
    public async Task Before_the_notice_nobody_receives_it()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);

        var problem = (await given.Send("grid1", Message(number))).Problem!;

        Assert.Equal((ProblemKind.Conflict, "message.no-receiver"), (problem.Kind, problem.Code));
        Assert.Equal(0, await given.Read(db => db.ReinspectionApplications.CountAsync()));
    }

    [Fact]
    public async Task Before_the_deadline_it_opens_the_revisit_at_once_and_again_it_is_attached()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, days: 7);

        Assert.True((await given.Send("grid1", Message(number))).IsOk);
        await given.OpenTask(number, "revisit");
        Assert.True((await given.Send("grid1", Message(number))).IsOk);

        await given.OpenTask(number, "revisit");
        var applications = await given.Read(db => db.ReinspectionApplications.OrderBy(row => row.Id).ToListAsync());
        Assert.Equal([true, false], applications.Select(row => row.MovedTheCase));
    }

    [Fact]
    public async Task Only_the_enterprise_and_the_grid_worker_send_it()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, days: 7);

        Assert.Equal(ProblemKind.Forbidden, (await given.Send("officer1", Message(number))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await given.Send("grid3", Message(number))).Problem?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("safety1", new RequestReinspection(number, "申请", []))).Problem?.Kind);
    }

    [Fact]
    public async Task Evidence_belongs_to_the_case_from_then_on()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, days: 7);
        var photo = (await given.Send("grid1", TestFiles.Photo())).Value;

        Assert.True((await given.Send("grid1", new SendMessage("reinspection-requested", number,
            Variables.Of(("text", "已整改"), ("files", new[] { photo.Id.ToString() }), ("outcome", "passed"))))).IsOk);

        var officer = await given.ActorOf("officer1");
        Assert.True((await given.With<Rectification.Files.FileQueries, Result<Rectification.Files.OpenedFile>>(files => files.Open(photo.Id, officer, CancellationToken.None))).IsOk);
        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal(FilePurpose.Evidence, Assert.Single(view.Files).Purpose);
    }

    [Fact]
    public async Task With_the_next_progress_report_waiting_it_opens_it()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        await MajorHazardTests.Do(given, "grid1", number, "record-stop-measures", MajorHazardTests.Stop(30));
        await MajorHazardTests.Do(given, "officer1", number, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        await MajorHazardTests.Do(given, "grid1", number, "report-progress", ("outcome", "continuing"), ("progress", "通道已打通一半"));
        Assert.DoesNotContain(await given.OpenTasks(number), task => task.ElementId == "report-progress");

        Assert.True((await given.Send("grid1", Message(number))).IsOk);

        await given.OpenTask(number, "report-progress");
    }

    [Fact]
    public async Task A_closed_case_takes_none()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "onTheSpot");
        await MajorHazardTests.Do(given, "grid1", number, "record-fix", ("outcome", "fixed"), ("noPhotoReason", "当场清理"), ("secondName", "张宏达"));

        Assert.Equal(ProblemKind.Conflict, (await given.Send("grid1", Message(number))).Problem?.Kind);
    }

    private static SendMessage Message(string number) => new("reinspection-requested", number, Variables.Of(("text", "已整改，申请复查")));
}
