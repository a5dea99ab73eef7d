using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

/// <summary>A street whose clock stands at Monday 14 September 2026, 9:00, and what the sweep made of it. Sunday the 20th is worked, 25–27 September are holidays, so are 1–7 October.</summary>
internal sealed class Story : IAsyncDisposable
{
    private Story(Given given) => Given = given;

    public Given Given { get; }

    public static async Task<Story> Begin(DatabaseProvider provider = DatabaseProvider.Sqlite) => new(await Given.Street(provider));

    /// <summary>An instant of the street in 2026.</summary>
    public static DateTimeOffset At(int month, int day, int hour = 0, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public async Task<string> General(string finder = "grid1", string description = "疏散通道堆放布料") => await Register(finder, "general", description);

    public async Task<string> Register(string finder, string level, string description = "疏散通道堆放布料")
    {
        var site = await Given.Premises(finder);
        var registered = await Given.Send(finder, new RegisterHazard(site.Id, level, "消防安全", description, null, null, null, null, [], null, null, ""));
        Assert.True(registered.IsOk, registered.Problem?.Title);
        return registered.Value.CaseNumber;
    }

    public Task Do(string person, string number, string element, params (string, object?)[] values) => MajorHazardTests.Do(Given, person, number, element, values);

    public async Task Notice(string number, DateOnly deadline, string person = "grid1") =>
        await Do(person, number, "issue-notice", ("outcome", "issued"), ("problem", "疏散通道堆放布料"), ("measures", "清空通道"), ("acceptanceStandard", "通道净宽符合要求"),
            ("deadline", deadline), ("delivery", "signed"), ("receiver", "张宏达"));

    public Task Passed(string number, string person = "grid1") => Do(person, number, "revisit", ("outcome", "passed"), ("noPhotoReason", "单位已提交照片"));

    /// <summary>Not a moment before, at the moment itself once, and no second one later.</summary>
    public async Task<AccountabilityCase> FiresOnceAt(string trigger, DateTimeOffset instant)
    {
        await Given.MoveTo(instant.AddTicks(-1));
        Assert.Empty(await Of(trigger));
        await Given.MoveTo(instant);
        var found = Assert.Single(await Of(trigger));
        await Given.MoveTo(instant.AddDays(2));
        Assert.Equal(found.CaseNumber, Assert.Single(await Of(trigger)).CaseNumber);
        Assert.Equal(instant, found.OpenedAt);
        return found;
    }

    public async Task NeverFires(string trigger, DateTimeOffset until)
    {
        await Given.MoveTo(until);
        Assert.Empty(await Of(trigger));
    }

    public Task<List<AccountabilityCase>> Of(string trigger) =>
        Given.Read(db => db.AccountabilityCases.AsNoTracking().Where(row => row.Trigger == trigger).OrderBy(row => row.CaseNumber).ToListAsync());

    public Task<AccountabilityCase> Case(string number) => Given.Read(db => db.AccountabilityCases.AsNoTracking().SingleAsync(row => row.CaseNumber == number));

    public async Task<Evidence> Evidence(string number) =>
        (await Given.Read(db => db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == number).OrderBy(row => row.Id).FirstAsync())).Evidence;

    /// <summary>Checked, answered, decided as proposed or by another measure.</summary>
    public async Task Decide(string number, string? measure = null)
    {
        await Do("safety1", number, "check-facts", ("outcome", "founded"));
        await Answer(number);
        await Do("director1", number, "decide-measure", measure is null ? [("outcome", "proposed")] : [("outcome", "other"), ("measure", measure)]);
    }

    public async Task Answer(string number)
    {
        var task = await Given.OpenTask(number, "answer-facts");
        var person = await Given.Read(db => db.Users.Where(user => user.Id == task.AssigneeId).Select(user => user.UserName).FirstOrDefaultAsync());
        await Do(person ?? "leader1", number, "answer-facts", ("outcome", "answered"), ("answer", "已督促，企业正在清理"));
    }

    /// <summary>A time in which no host was up, known without anybody having slept through it.</summary>
    public Task<OutageRow> Down(DateTimeOffset from, DateTimeOffset to) => Given.Within(scope =>
    {
        var outage = new OutageRow { From = from, To = to, Kind = OutageKind.Down };
        scope.GetRequiredService<RectificationDb>().Add(outage);
        return Task.FromResult(outage);
    });

    /// <summary>Nothing runs from one instant to the other; then the host is up again and catches up.</summary>
    public async Task<OutageRow> SleepThrough(DateTimeOffset from, DateTimeOffset to)
    {
        await Given.MoveTo(from);
        var outage = await Down(from, to);
        Given.Time.Set(to);
        await Given.MoveTo(to);
        return outage;
    }

    public ValueTask DisposeAsync() => Given.DisposeAsync();
}
