using MediatR;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>A grid worker finds the hazard not fixed on the spot: the task is closed, the next one opens with its due time, form and candidates.</summary>
internal sealed class CompleteTaskMeasure : Measure
{
    private const int Count = 400;
    private const int WarmUp = 300;

    public override string Name => "complete-task";

    public override string What => "completing a task through the request of the API, one and eight clients (limit 15 ms at p95); floor: the least writes by hand-written SQL, as durable";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        await using var street = await Street.Open(sizes);
        var actor = await street.Actor("grid1");
        var tasks = await Register(street, actor, 2 * Count + WarmUp);
        await using var floor = await SqlFloor.Open(street.Database, 2 * Count + WarmUp);

        var (ours, oursCost) = await Clocked.SeriesWithCost(WarmUp, Count, i => Complete(street, actor, tasks[i]));
        var (theirs, theirsCost) = await Clocked.SeriesWithCost(WarmUp, Count, floor.Complete);
        var (oursByEight, oursPerSecond) = await Clocked.Clients(8, Count, i => Complete(street, actor, tasks[WarmUp + Count + i]));
        var (theirsByEight, theirsPerSecond) = await Clocked.Clients(8, Count, i => floor.Complete(WarmUp + Count + i));
        return
        [
            .. Line.OfSeries("complete a task, one client", ours, theirs, limitAtP95: 15),
            new("processor time a completion, one client", oursCost, theirsCost, "ms"),
            .. Line.OfSeries("complete a task, eight clients", oursByEight, theirsByEight),
            new("completions a second, eight clients", oursPerSecond, theirsPerSecond, "1/s"),
        ];
    }

    private static async Task<Guid[]> Register(Street street, Actor actor, int count)
    {
        Console.WriteLine($"Registering {count} hazards");
        var numbers = new List<string>(count);
        Guid site;
        await using (var scope = street.As(actor))
        {
            var grid = actor.Grants[0].ScopeId;
            site = await scope.ServiceProvider.GetRequiredService<RectificationDb>().Set<Premises.Site>().Where(row => row.GridId == grid).Select(row => row.Id).FirstAsync();
        }
        for (var i = 0; i < count; i++)
        {
            await using var scope = street.As(actor);
            var registered = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RegisterHazard(
                site, "onTheSpot", "fire", $"灭火器压力不足，第 {i} 具", null, null, null, null, [], null, null, ""));
            numbers.Add(registered.Value.CaseNumber);
        }
        await using var reading = street.As(actor);
        var open = await reading.ServiceProvider.GetRequiredService<RectificationDb>().Tasks.AsNoTracking()
            .Where(task => task.ElementId == "record-fix" && task.State == TaskState.Open && task.PremisesId == site)
            .Select(task => new { task.CaseNumber, task.Id }).ToDictionaryAsync(task => task.CaseNumber, task => task.Id);
        return [.. numbers.Select(number => open[number])];
    }

    private static async Task Complete(Street street, Actor actor, Guid task)
    {
        await using var scope = street.As(actor);
        var completed = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CompleteTask(
            task, Variables.Of(("outcome", "notFixed"), ("noPhotoReason", "现场光线不足")), "当场无法整改", null));
        _ = completed.Value;
    }
}
