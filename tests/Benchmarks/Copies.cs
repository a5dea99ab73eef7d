using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>A running case as often as one likes: case, process, open task and timers, each copy with numbers and ids of its own.</summary>
internal static class Copies
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <param name="prefix">Of the case numbers: <c>YH-2025</c>.</param>
    public static async Task Make(Street street, string caseNumber, string prefix, int count)
    {
        await using var scope = street.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        var @case = await db.Set<CaseRow>().AsNoTracking().SingleAsync(row => row.CaseNumber == caseNumber);
        var instance = await db.Set<InstanceRow>().AsNoTracking().SingleAsync(row => row.CaseNumber == caseNumber);
        var task = await db.Set<TaskRow>().AsNoTracking().SingleAsync(row => row.CaseNumber == caseNumber && row.State == TaskState.Open);
        var timers = await db.Set<TimerRow>().AsNoTracking().Where(row => row.CaseNumber == caseNumber).ToListAsync();
        Guid[] instances = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        Guid[] tasks = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        await Bulk.Insert(db, instances.Select((id, i) => Of(@case, (nameof(CaseRow.CaseNumber), Number(i)), (nameof(CaseRow.InstanceId), id))));
        await Bulk.Insert(db, instances.Select((id, i) => Of(instance, (nameof(InstanceRow.Id), id), (nameof(InstanceRow.CaseNumber), Number(i)))));
        await Bulk.Insert(db, instances.Select((id, i) => Of(task, (nameof(TaskRow.Id), tasks[i]), (nameof(TaskRow.InstanceId), id), (nameof(TaskRow.CaseNumber), Number(i)),
            (nameof(TaskRow.CreatedAt), task.CreatedAt.AddMilliseconds(-i)))));
        foreach (var timer in timers)
            await Bulk.Insert(db, instances.Select((id, i) => Of(timer, (nameof(TimerRow.Id), Guid.CreateVersion7()), (nameof(TimerRow.InstanceId), id), (nameof(TimerRow.CaseNumber), Number(i)),
                (nameof(TimerRow.TaskId), timer.TaskId is null ? null : tasks[i]))));

        string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i:000000}");
    }

    private static T Of<T>(T row, params (string Property, object? Value)[] changed) where T : class
    {
        var copy = (T)Clone.Invoke(row, null)!;
        foreach (var (property, value) in changed)
            typeof(T).GetProperty(property)!.SetValue(copy, value);
        return copy;
    }
}
