using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Notifications;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Settings;

/// <summary>Rules that change while deadlines run: told before, moved or kept as chosen, traced, timers with them.</summary>
public sealed class RuleChangeTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task An_open_deadline_takes_a_new_figure_when_asked_and_keeps_the_old_one_otherwise(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await DeadlineRulesTests.Registered(given);
        var due = (await given.OpenTask(number, "issue-notice")).DueAt;
        var preview = (await Preview(given, "due.issue-notice", "3")).Value;
        var move = Assert.Single(preview.Moves, each => each.CaseNumber == number);
        Assert.Equal((due!.Value, Local(9, 18)), (move.From, move.To));

        Assert.Equal(0, (await given.Send("director1", new ChangeSetting("due.issue-notice", "2"))).Value.Moved);
        Assert.Equal(due, (await given.OpenTask(number, "issue-notice")).DueAt);

        // Computed under the figure of its own day, it still follows.
        Assert.Equal(1, (await given.Send("director1", new ChangeSetting("due.issue-notice", "3", MoveOpen: true))).Value.Moved);
        var task = await given.OpenTask(number, "issue-notice");
        Assert.Equal(Local(9, 18), task.DueAt);
        Assert.Equal([Local(9, 18)], await given.Read(db => db.Timers.Where(timer => timer.TaskId == task.Id).Select(timer => timer.DueAt.ToOffset(TimeSpan.FromHours(8))).ToListAsync()));
        Assert.Contains("改为 2026年9月17日 24:00", await given.Read(db => db.Journal.Where(row => row.CaseNumber == number && row.What == "deadline.recomputed").Select(row => row.Text).SingleAsync()));
        Assert.Empty(await given.With<Verifier, List<string>>(verifier => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task A_late_task_that_gets_time_again_is_no_longer_late_and_climbs_from_the_new_day()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);
        await given.MoveTo(Local(9, 17, 12));
        Assert.Equal(1, (await given.Send("director1", new ChangeSetting("due.issue-notice", "5", MoveOpen: true))).Value.Moved);

        var timer = await given.Read(db => db.Timers.SingleAsync(row => row.CaseNumber == number && row.Kind == TimerKind.TaskDue));
        // 20 September is a make-up Sunday.
        Assert.Equal((Local(9, 21), 0), (timer.DueAt.ToOffset(TimeSpan.FromHours(8)), timer.Stage));
    }

    [Fact]
    public async Task What_was_set_by_hand_or_is_a_fixed_date_stays()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, 10);
        Assert.DoesNotContain((await Preview(given, "due.revisit", "5")).Value.Moves, move => move.CaseNumber == number);
        Assert.DoesNotContain((await Preview(given, "rectification.max-days", "30")).Value.Moves, move => move.CaseNumber == number);
    }

    [Fact]
    public async Task A_new_holiday_moves_what_counts_working_days_and_nothing_else()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given, "major");
        var general = await DeadlineRulesTests.Registered(given);
        var hours = (await given.OpenTask(number, "verify-on-site")).DueAt;
        // An extra day off, tomorrow.
        HolidayRow[] rows = [.. Rows2026(), new(8, "抗洪休整", "2026-09-15", "2026-09-15", "")];
        var set = (await given.Send("director1", new SetHolidays(2026, [.. rows], "手工录入"))).Value;

        Assert.Equal((2026, 3), (set.Year, set.Version));
        Assert.Equal(Local(9, 17), (await given.OpenTask(general, "issue-notice")).DueAt);
        Assert.Equal(hours, (await given.OpenTask(number, "verify-on-site")).DueAt);
        var actor = await given.ActorOf("director1");
        var year = await given.With<CalendarQueries, CalendarYear>(queries => queries.Year(actor.StreetId, 2026, CancellationToken.None));
        Assert.Equal(set.Moved, Assert.Single(year.History).MovedDeadlines);
        Assert.False((await given.With<Calendars, Engine.WorkCalendar>(calendars => calendars.For(actor.StreetId, CancellationToken.None))).IsWorkday(new(2026, 9, 15)));
        Assert.Equal("calendar.changed", (await given.Send("sysadmin1", new SetHolidays(2026, [.. Rows2026()], "手工录入", SeenVersion: 2))).Problem!.Code);
        Assert.True((await given.Send("sysadmin1", new SetHolidays(2026, [.. Rows2026()], "手工录入", SeenVersion: 3))).IsOk);
        Assert.Equal(Local(9, 16), (await given.OpenTask(general, "issue-notice")).DueAt);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Many_deadlines_follow_batch_by_batch_and_what_falls_due_before_its_turn_is_recomputed_first(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await DeadlineRulesTests.Registered(given);
        var due = (await given.OpenTask(number, "issue-notice")).DueAt!.Value;
        await Many(given, number);
        var set = (await given.Send("director1", new ChangeSetting("due.issue-notice", "3", MoveOpen: true))).Value;
        Assert.Equal((0, true), (set.Moved, set.IsRecomputing));

        // It holds at once for what begins; what runs is told to follow, and another such change waits.
        Assert.Equal(Local(9, 18), (await given.OpenTask(await DeadlineRulesTests.Registered(given), "issue-notice")).DueAt);
        Assert.Equal("rules.recomputing", (await given.Send("director1", new ChangeSetting("due.revisit", "4", MoveOpen: true))).Problem!.Code);
        Assert.Equal("rules.recomputing", (await given.Send("director1", new SetHolidays(2026, [.. Rows2026(), new(8, "抗洪休整", "2026-09-15", "2026-09-15", "")], "手工录入"))).Problem!.Code);
        Assert.True((await given.Send("director1", new ChangeSetting("due.accept", "4"))).IsOk);

        // A deadline that acts before its turn: a week passes while no host runs the batches.
        given.Time.Set(due);
        var watch = await given.Read(db => db.Timers.AsNoTracking().SingleAsync(timer => timer.CaseNumber == number && timer.Kind == TimerKind.TaskDue));
        await given.Send(new FireTimer(watch.InstanceId, watch.Id));
        Assert.Equal(Local(9, 18), (await given.OpenTask(number, "issue-notice")).DueAt);
        Assert.Equal(0, await given.Read(db => db.Journal.CountAsync(row => row.CaseNumber == number && row.What == "task.overdue")));

        // One batch, then a new host goes on where it stopped.
        var batches = await given.Read(db => db.Timers.AsNoTracking().SingleAsync(timer => timer.Kind == TimerKind.Recompute));
        await given.Send(new FireTimer(batches.InstanceId, batches.Id));
        var actor = await given.ActorOf("director1");
        var progress = (await given.With<Recomputations, RecomputationProgress?>(each => each.Progress(actor.StreetId, CancellationToken.None)))!;
        Assert.Equal((Recomputations.BatchSize, Copied + 1), (progress.Seen, progress.Total));
        await using var other = new Given(given.Settings, _ => { }, given.Time);
        await other.MoveTo(due);

        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.Kind == TimerKind.Recompute)));
        Assert.Equal(Copied, await given.Read(db => db.Tasks.CountAsync(task => task.CaseNumber.StartsWith("FZ-") && task.DueAt == Local(9, 18))));
        Assert.Equal(Copied, await given.Read(db => db.Journal.CountAsync(row => row.CaseNumber.StartsWith("FZ-") && row.What == "deadline.recomputed")));
        // One message a person, not one a deadline.
        Assert.Equal(1, await given.Read(db => db.Notifications.Where(line => line.Key.StartsWith("recomputed:")).GroupBy(line => line.UserId).Select(lines => lines.Count()).MaxAsync()));
        var history = (await given.With<SettingsQueries, ImmutableArray<SettingView>>(queries => queries.List(actor.StreetId, CancellationToken.None))).Single(view => view.Setting.Key == "due.issue-notice").History;
        Assert.Equal(Copied, Assert.Single(history).MovedDeadlines);
        Assert.True((await given.Send("director1", new ChangeSetting("due.revisit", "4", MoveOpen: true))).IsOk);
    }

    [Fact]
    public async Task A_file_with_one_bad_row_changes_nothing_and_tells_every_fault()
    {
        await using var given = await Given.Street();
        HolidayRow[] rows =
        [
            new(1, "元旦", "2027-01-01", "2027-01-03", "2027-01-04"), new(2, "春节", "二月", "2027-02-12", ""), new(3, "清明节", "2027-04-05", "2027-04-03", ""),
            new(4, "劳动节", "2027-05-01", "2027-05-05", "2027-05-08"), new(5, "", "2027-06-09", "", ""), new(6, "国庆节、中秋节", "2026-10-01", "2026-10-07", ""),
        ];
        var problem = (await given.Send("director1", new SetHolidays(2027, [.. rows], "2027.csv"))).Problem!;
        Assert.Equal("calendar.rows", problem.Code);
        Assert.Equal(["row01", "row02", "row03", "row05", "row06"], problem.Errors!.Keys);
        var actor = await given.ActorOf("director1");
        Assert.True((await given.With<CalendarQueries, CalendarYear>(queries => queries.Year(actor.StreetId, 2027, CancellationToken.None))).IsProvisional);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("safety1", new SetHolidays(2027, [], "x"))).Problem!.Kind);
    }

    [Fact]
    public void Files_of_all_three_kinds_read_the_same()
    {
        var csv = HolidayFile.Read("2027.csv", System.Text.Encoding.UTF8.GetBytes("节日,放假开始,放假结束,调休上班\r\n元旦,2027-01-01,2027-01-03,2027-01-09\r\n"));
        var own = HolidayFile.Read("2027.json", """[{"name":"元旦","from":"2027-01-01","to":"2027-01-03","makeUpDays":["2027-01-09"]}]"""u8.ToArray());
        var days = HolidayFile.Read("2027.json", """{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-03","isOffDay":true},{"name":"元旦","date":"2027-01-09","isOffDay":false}]}"""u8.ToArray());
        var sheet = HolidayFile.Read("2027.xlsx", Spreadsheet.Write("放假", HolidayFile.Columns, [["元旦", "2027-01-01", "2027-01-03", "2027-01-09"]]));
        foreach (var read in new[] { csv, own, days, sheet })
            Assert.Equal(("元旦", "2027-01-01", "2027-01-03", "2027-01-09"), Only(read));
        Assert.Contains("file", HolidayFile.Read("x.xlsx", [1, 2, 3]).Problem!.Errors!.Keys);
        Assert.Contains("file", HolidayFile.Read("x.json", "{}"u8.ToArray()).Problem!.Errors!.Keys);
        Assert.Contains("file", HolidayFile.Read("x.docx", [1]).Problem!.Errors!.Keys);

        static (string, string, string, string) Only(Result<ImmutableArray<HolidayRow>> read)
        {
            var row = Assert.Single(read.Value);
            return (row.Name, row.From, row.To, row.MakeUp);
        }
    }

    [Fact]
    public async Task From_October_on_a_missing_year_is_told_to_director_and_administrator_once_a_month()
    {
        await using var given = await Given.Street();
        await given.Send(new Rectification.Ledgers.KeepLedgersOpening());
        await given.MoveTo(Local(11, 2));
        Assert.Equal(4, await Told());
        var actor = await given.ActorOf("director1");
        Assert.Equal(2027, await given.With<CalendarQueries, int?>(queries => queries.MissingYear(actor.StreetId, CancellationToken.None)));

        Task<int> Told() => given.Read(db => db.Notifications.Where(line => line.Key.StartsWith("holidays:")).Select(line => line.Key).Distinct().CountAsync());
    }

    internal static IEnumerable<HolidayRow> Rows2026() => HolidayNotices.Delivered.Where(period => period.From.Year == 2026)
        .Select((period, at) => new HolidayRow(at + 1, period.Name, $"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}", string.Join('、', period.MakeUpDays.Select(day => $"{day:yyyy-MM-dd}"))));

    private const int Copied = 450;

    /// <summary>As many open tasks more, alike in all but their numbers.</summary>
    private static Task<bool> Many(Given given, string number) => given.Within(async scope =>
    {
        var db = scope.GetRequiredService<RectificationDb>();
        var (task, @case) = (await db.Tasks.SingleAsync(row => row.CaseNumber == number), (await db.Cases.FindAsync([number], CancellationToken.None))!);
        for (var i = 0; i < Copied; i++)
        {
            var copy = new CaseRow
            {
                CaseNumber = $"FZ-2026-{i:000000}", Kind = CaseKind.Other, Title = @case.Title, ProcessKey = @case.ProcessKey, StreetId = @case.StreetId, CommunityId = @case.CommunityId, GridId = @case.GridId, OpenedAt = @case.OpenedAt,
            };
            db.Cases.Add(copy);
            var row = new TaskRow
            {
                InstanceId = Guid.CreateVersion7(), Key = 1, ProcessKey = task.ProcessKey, DefinitionVersion = task.DefinitionVersion, ElementId = task.ElementId, Name = task.Name, CaseNumber = copy.CaseNumber, Title = task.Title,
                PremisesName = task.PremisesName, StreetId = task.StreetId, CommunityId = task.CommunityId, GridId = task.GridId, CandidateKey = task.CandidateKey, CreatedAt = task.CreatedAt, DueAt = task.DueAt,
            };
            db.Tasks.Add(row);
            db.Timers.Add(new() { Kind = TimerKind.TaskDue, InstanceId = row.InstanceId, TaskId = row.Id, ElementId = row.ElementId, CaseNumber = copy.CaseNumber, StreetId = row.StreetId, DueAt = row.DueAt!.Value });
        }
        return true;
    });

    private static DateTimeOffset Local(int month, int day, int hour = 0) => new(2026, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    private static async Task<Result<RulePreview>> Preview(Given given, string key, string value)
    {
        var actor = await given.ActorOf("director1");
        return await given.With<RulePreviews, Result<RulePreview>>(previews => previews.OfSetting(actor.StreetId, key, value, CancellationToken.None));
    }
}
