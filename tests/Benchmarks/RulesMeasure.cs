using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>A figure and the calendar change while twenty thousand deadlines run: how soon the sender is answered, how soon all are moved, and how long others wait to write meanwhile.</summary>
internal sealed class RulesMeasure : Measure
{
    /// <summary>Every so many-th case waits for an answer, with a deadline of the process beside that of the task.</summary>
    private const int AnswerEvery = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan CalmFor = TimeSpan.FromSeconds(10);

    public override string Name => "rules";

    public override string What => "a figure and the calendar change while --deadlines N (20,000) run, on both databases: answer (limit 2 s), all moved (60 s), others' longest write (2 s); floor: plain SQL for the same rows, for the answer counting them and writing one, for the others their writes while nobody changes anything";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        List<Line> lines = [.. await On("SQLite", null, sizes.Deadlines)];
        if (await PostgresDatabase.Create() is { } postgres)
            lines.AddRange(await On("PostgreSQL", postgres, sizes.Deadlines));
        return lines;
    }

    private static async Task<IEnumerable<Line>> On(string database, PostgresDatabase? postgres, int deadlines)
    {
        await using var street = await Street.Open(new(0, 0, 0), postgres);
        await Fill(street, deadlines);
        var calm = await Calm(street);
        var answer = await AnswerFloor(street);
        var figure = await Change(street, () => new ChangeSetting("due.issue-notice", "9", MoveOpen: true));
        Print(database, "a figure", figure);
        var today = DateOnly.FromDateTime(DateTime.Now);
        // Two more days off, beside those that stand there.
        var year = (await Within(street, scope => scope.GetRequiredService<CalendarQueries>().Year(StreetOf(street), today.Year, default)))!;
        HolidayRow[] rows = [.. year.Holidays.Select((period, at) => Row(at + 1, period)), Row(90, new("抗洪休整", today.AddDays(1), today.AddDays(4), []))];
        var calendar = await Change(street, () => new SetHolidays(today.Year, [.. rows], "手工录入"));
        Print(database, "the calendar", calendar);
        var floor = await Floor(street, deadlines);
        return
        [
            new($"figure changed, answered, {database}", figure.Answered * 1000, answer * 1000, "ms", 2000), new($"figure changed, all moved, {database}", figure.Moved, floor, "s", 60),
            new($"calendar changed, answered, {database}", calendar.Answered * 1000, answer * 1000, "ms", 2000), new($"calendar changed, all moved, {database}", calendar.Moved, floor, "s", 60),
            new($"others' longest write meanwhile, {database}", Math.Max(figure.Wait, calendar.Wait) * 1000, calm * 1000, "ms", 2000),
        ];
    }

    private static void Print(string database, string what, Times times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}, {what}: preview {times.Previewed:0.00} s, answered {times.Answered:0.00} s, {times.Count:N0} moved in {times.Moved:0.00} s, others waited up to {times.Wait:0.00} s"));

    private static async Task<Times> Change<T>(Street street, Func<Requests.ICommand<T>> command)
    {
        using var stop = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var first = command();
        await Within(street, scope => first switch
        {
            ChangeSetting setting => scope.GetRequiredService<RulePreviews>().OfSetting(StreetOf(street), setting.Key, setting.Value, default),
            _ => scope.GetRequiredService<RulePreviews>().OfYear(StreetOf(street), ((SetHolidays)(object)first).Year, HolidayRows.Check(((SetHolidays)(object)first).Year, ((SetHolidays)(object)first).Rows).Value, default),
        });
        var previewed = clock.Elapsed.TotalSeconds;
        var before = await Moved(street);
        var others = Others(street, stop.Token);
        await Task.Delay(500);
        clock.Restart();
        await using (var scope = street.As(await street.Actor("director1")))
        {
            var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(first);
            if (answer.Problem is { } problem)
                throw new InvalidOperationException(problem.Title);
        }
        var answered = clock.Elapsed.TotalSeconds;
        while (clock.Elapsed < Patience && await IsRunning(street))
            await Task.Delay(50);
        var moved = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        return new(previewed, answered, moved, await others, await Moved(street) - before);
    }

    /// <summary>Somebody writes up a visit again and again; the longest of them, in seconds.</summary>
    private static async Task<double> Others(Street street, CancellationToken ct)
    {
        var worker = await street.Actor("grid1");
        var site = (await Within(street, scope => scope.GetRequiredService<RectificationDb>().Set<Premises.Site>().AsNoTracking().FirstAsync(row => row.GridId == worker.Grants[0].ScopeId)))!.Id;
        var longest = 0.0;
        while (!ct.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            await using (var scope = street.As(worker))
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecordInspection(site, "未发现隐患"), CancellationToken.None);
            longest = Math.Max(longest, clock.Elapsed.TotalSeconds);
            await Task.Delay(20, CancellationToken.None);
        }
        return longest;
    }

    /// <summary>The longest of the same writes while no rule changes.</summary>
    private static async Task<double> Calm(Street street)
    {
        using var stop = new CancellationTokenSource(CalmFor);
        return await Others(street, stop.Token);
    }

    private static Task<int> Moved(Street street) => Within(street, scope => scope.GetRequiredService<RectificationDb>().Set<JournalRow>().CountAsync(row => row.What == "deadline.recomputed"));

    private static async Task<bool> IsRunning(Street street) => await Within(street, scope => scope.GetRequiredService<Recomputations>().Progress(StreetOf(street), default)) is not null;

    /// <summary>One hazard waiting for its notice and one case waiting for an answer, made as ever, and copied.</summary>
    private static async Task Fill(Street street, int deadlines)
    {
        var worker = await street.Actor("grid1");
        var site = (await Within(street, scope => scope.GetRequiredService<RectificationDb>().Set<Premises.Site>().AsNoTracking().FirstAsync(row => row.GridId == worker.Grants[0].ScopeId)))!;
        string hazard, concerned;
        await using (var scope = street.As(worker))
            hazard = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RegisterHazard(site.Id, "general", "消防安全", "疏散通道堆放布料", null, null, null, null, [], null, null, ""))).Value.CaseNumber;
        await using (var scope = street.As(await street.Actor("safety1")))
            concerned = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PutForward("N8", SubjectKind.Community, site.CommunityId.ToString(), "社区未组织学习", [hazard], "", null))).Value;
        await using (var scope = street.As(await street.Actor("safety1")))
        {
            var task = await scope.ServiceProvider.GetRequiredService<RectificationDb>().Set<TaskRow>().AsNoTracking().FirstAsync(row => row.CaseNumber == concerned);
            var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CompleteTask(task.Id, Variables.Of(("outcome", "founded")), null, null));
            if (done.Problem is { } problem)
                throw new InvalidOperationException(problem.Title);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Copying to {deadlines:N0} deadlines"));
        // A case that waits for an answer has two deadlines.
        var answers = deadlines / AnswerEvery;
        await Copies.Make(street, hazard, "YH-2025", deadlines - 2 * answers);
        await Copies.Make(street, concerned, "ZR-2025", answers);
        await Within(street, scope => scope.GetRequiredService<RectificationDb>().Database.ExecuteSqlRawAsync("analyze"));
    }

    /// <summary>The least before the sender can be told: how many deadlines there are, and one row kept; the median of several.</summary>
    private static async Task<double> AnswerFloor(Street street)
    {
        await using var scope = street.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        List<double> series = [];
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            await db.Tasks.CountAsync(task => task.State == TaskState.Open && task.DueAt != null);
            await db.Timers.CountAsync();
            await Bulk.Insert(db, [Kept($"XX-2024-{round:000000}")]);
            series.Add(clock.Elapsed.TotalSeconds);
        }
        return series.Order().ElementAt(series.Count / 2);
    }

    /// <summary>The same rows written by hand: due times, and a line in the journal and a message for each.</summary>
    private static async Task<double> Floor(Street street, int deadlines)
    {
        await using var scope = street.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        var clock = Stopwatch.StartNew();
        await db.Database.ExecuteSqlRawAsync("""update "TaskRow" set "DueAt" = "DueAt" + 1, "Version" = "Version" + 1""");
        await db.Database.ExecuteSqlRawAsync("""update "TimerRow" set "DueAt" = "DueAt" + 1""");
        await db.Database.ExecuteSqlRawAsync("""update "CaseRow" set "JournalCount" = "JournalCount" + 1""");
        await Bulk.Insert(db, Enumerable.Range(0, deadlines).Select(i => Kept(string.Create(CultureInfo.InvariantCulture, $"XX-2025-{i:000000}"))));
        return clock.Elapsed.TotalSeconds;
    }

    private static JournalRow Kept(string caseNumber) => new()
    {
        CaseNumber = caseNumber, Number = 1, At = DateTimeOffset.UtcNow, ActorName = "系统", What = "floor", Text = new string('期', 60), Data = new string('x', 120), PreviousHash = new string('0', 64),
    };

    private static HolidayRow Row(int number, HolidayPeriod period) =>
        new(number, period.Name, $"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}", string.Join('、', period.MakeUpDays.Select(day => $"{day:yyyy-MM-dd}")));

    private static Guid StreetOf(Street street)
    {
        using var scope = street.Host.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<RectificationDb>().Set<OrgUnit>().AsNoTracking().First(unit => unit.Kind == OrgUnitKind.Street).Id;
    }

    private static async Task<T> Within<T>(Street street, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = street.Host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }

    private sealed record Times(double Previewed, double Answered, double Moved, double Wait, int Count);
}
