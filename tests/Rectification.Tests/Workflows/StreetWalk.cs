using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.Engine.Forms;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Walks;

/// <summary>Walks the drawings through the whole system: real people, forms, handlers, timers and rows on SQLite.</summary>
public sealed class StreetWalk : CaseWalk
{
    /// <summary>Sees every case of the street, and performs nothing that a walk needs.</summary>
    private const string Onlooker = "streetleader1";

    private StreetWalk(Given given, string caseNumber) => (Given, CaseNumber) = (given, caseNumber);

    public Given Given { get; }

    public string CaseNumber { get; }

    public override DateTimeOffset Now => Given.Now;

    public static async Task<CaseWalk> Of(string level, string finder = "grid1")
    {
        var given = await Given.Street();
        var site = await given.Premises("enterprise1");
        var registered = await given.Send(finder, new RegisterHazard(
            site.Id, level, "消防安全", "安全出口通道被布料堵塞，空气开关裸露", null, null, null, null, [], null, null, ""));
        Assert.Null(registered.Problem);
        return new StreetWalk(given, registered.Value.CaseNumber);
    }

    /// <summary>Another case of the same street, at the same time.</summary>
    public StreetWalk Beside(string caseNumber) => new(Given, caseNumber);

    public override async Task<string> Open() =>
        string.Join(' ', (await Given.OpenTasks(CaseNumber)).Select(task => task.ElementId).Order(StringComparer.Ordinal));

    public override async Task<string?> Ending()
    {
        var hazard = await Given.Read(db => db.Hazards.AsNoTracking().SingleAsync(hazard => hazard.CaseNumber == CaseNumber));
        return hazard.State.IsFinal ? hazard.State.Code : null;
    }

    public override async Task<DateTimeOffset?> DueAt(string elementId) =>
        (await Given.OpenTasks(CaseNumber)).First(task => task.ElementId == elementId).DueAt;

    public override async Task Complete(string elementId, string outcome, params (string Name, object? Value)[] values)
    {
        var completed = await Try(elementId, outcome, values);
        Assert.True(completed.Problem is null, $"{elementId} {outcome}: {completed.Problem}");
    }

    /// <summary>The first candidate completes the task with plain answers.</summary>
    public async Task<Result<CompletedTask>> Try(string elementId, string outcome, params (string Name, object? Value)[] values)
    {
        var view = await View(elementId);
        return await Try(view.Assignee ?? view.Candidates[0].UserName, view, outcome, values);
    }

    public async Task<Result<CompletedTask>> TryAs(string userName, string elementId, string outcome, params (string Name, object? Value)[] values) =>
        await Try(userName, await View(elementId), outcome, values);

    public async Task<TaskView> View(string elementId)
    {
        var id = (await Given.OpenTasks(CaseNumber)).First(task => task.ElementId == elementId).Id;
        var onlooker = await Given.ActorOf(Onlooker);
        return (await Given.With<TaskQueries, Result<TaskView>>(tasks => tasks.Find(id, onlooker, CancellationToken.None))).Value;
    }

    public override Task WaitUntil(DateTimeOffset instant) => Given.MoveTo(instant);

    public override async Task<bool> Apply()
    {
        var sent = await Given.Send("grid1", new RequestReinspection(CaseNumber, "已按通知书整改，请复查", []));
        return sent.Problem is null && sent.Value.MovedTheCase;
    }

    public override async Task RaiseToMajor() =>
        Assert.Null((await Given.Send("officer1", new RaiseToMajor(CaseNumber, "堆放量增大，已构成重大火灾隐患"))).Problem);

    public override async Task<string> Jobs()
    {
        var moves = await Given.Read(db => db.Journal.AsNoTracking()
            .Where(entry => entry.CaseNumber == CaseNumber && entry.What == MoveJournal.What).Select(entry => entry.Data).ToListAsync());
        var types = moves.SelectMany(Entered)
            .SelectMany(id => Drawings.Definitions.Values.Select(definition => definition.Elements.GetValueOrDefault(id)))
            .OfType<ServiceTask>().Select(task => task.JobType.Text);
        return string.Join(' ', types.Distinct().Order(StringComparer.Ordinal));
    }

    public override ValueTask DisposeAsync() => Given.DisposeAsync();

    private async Task<Result<CompletedTask>> Try(string userName, TaskView view, string outcome, (string Name, object? Value)[] values)
    {
        var form = FormSchema.Read(view.FormJson!, out var problems);
        Assert.Empty(problems);
        var answers = PlainAnswers.For(form!, outcome, view.Variables, Drawings.At(Now), values);
        return await Given.Send(userName, new CompleteTask(view.Id, answers, null, view.NeedsSignature ? new("Qingshan#2026", null) : null));
    }

    private static List<string> Entered(string data)
    {
        using var document = JsonDocument.Parse(data);
        return [.. document.RootElement.GetProperty("facts").EnumerateArray()
            .Where(fact => fact[0].GetString() == nameof(FactKind.ElementEntered)).Select(fact => fact[1].GetString()!)];
    }
}
