namespace Rectification.Tests.Walks;

/// <summary>
/// One hazard on its way through the drawings, told by what people do and when. Two of them run the same walks:
/// <see cref="PureWalk"/> on the engine alone, <c>StreetWalk</c> on the whole system with its people, forms and database.
/// </summary>
public abstract class CaseWalk : IAsyncDisposable
{
    /// <summary>A Monday with five working days before it and after it.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 9, 9, 0, 0, TimeSpan.FromHours(8));

    public abstract DateTimeOffset Now { get; }

    /// <summary>Element ids of the open tasks, in alphabetical order, a blank between them.</summary>
    public abstract Task<string> Open();

    /// <summary><c>closed</c>, <c>noHazard</c>, <c>closedDown</c>; null while the case is open.</summary>
    public abstract Task<string?> Ending();

    /// <summary>When the task falls due.</summary>
    public abstract Task<DateTimeOffset?> DueAt(string elementId);

    /// <summary>The right person completes the task; what the form requires beside the values is filled in.</summary>
    public abstract Task Complete(string elementId, string outcome, params (string Name, object? Value)[] values);

    /// <summary>The clock runs; everything that falls due on the way happens at its own instant.</summary>
    public abstract Task WaitUntil(DateTimeOffset instant);

    /// <summary>The enterprise applies for re-inspection; false when nobody waits for it.</summary>
    public abstract Task<bool> Apply();

    /// <summary>The community safety officer raises the level.</summary>
    public abstract Task RaiseToMajor();

    /// <summary>Job types that ran so far, each once.</summary>
    public abstract Task<string> Jobs();

    public Task Wait(TimeSpan time) => WaitUntil(Now + time);

    public Task WaitDays(int days) => Wait(TimeSpan.FromDays(days));

    /// <summary>24:00 of the n-th working day after today.</summary>
    public DateTimeOffset Workday(int count) => Drawings.Calendar.EndOfWorkday(Now, count);

    /// <summary>24:00 of the n-th day after today.</summary>
    public DateTimeOffset Day(int count) => Drawings.Calendar.EndOfDay(Drawings.Calendar.DayOf(Now).AddDays(count));

    public DateOnly Date(int days) => Drawings.Calendar.DayOf(Now).AddDays(days);

    public async Task Complete(params (string ElementId, string Outcome)[] tasks)
    {
        foreach (var (elementId, outcome) in tasks)
            await Complete(elementId, outcome);
    }

    public async Task Stands(string open) => Assert.Equal(open, await Open());

    public async Task Ends(string ending)
    {
        Assert.Equal(ending, await Ending());
        Assert.Equal("", await Open());
    }

    public abstract ValueTask DisposeAsync();
}
