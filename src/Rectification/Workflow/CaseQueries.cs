using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What happened in a case and where it stands.</summary>
public sealed class CaseQueries(RectificationDb db, Definitions definitions, Candidates candidates, CaseSight sight)
{
    private static readonly Problem NotFound = Problem.NotFound("case.not-found", "没有这个编号的事项，或不在您的范围内");

    /// <summary>The journal, oldest first.</summary>
    public async Task<Result<ImmutableArray<TraceLine>>> Trace(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await Visible(caseNumber, actor, ct) is null)
            return NotFound;
        var rows = await db.Journal.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.Number)
            .Select(row => new
            {
                Line = new TraceLine(row.Number, row.At, row.ActorName, row.What, row.ElementId, row.ProcessKey, row.Text, row.Hash),
                Data = row.What == DecisionJournal.What ? row.Data : null,
            })
            .ToListAsync(ct);
        return rows.Select(row => row.Data is null ? row.Line : row.Line with { Decision = DecisionRecord.Read(row.Data) }).ToImmutableArray();
    }

    /// <summary>The root process first, then every process it called, newest call of each.</summary>
    public async Task<Result<ImmutableArray<CaseDiagram>>> Diagrams(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await Visible(caseNumber, actor, ct) is not { } @case)
            return NotFound;
        var moves = await db.Journal.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.What == MoveJournal.What)
            .OrderBy(row => row.Number).Select(row => new { row.ProcessKey, row.DefinitionVersion, row.InstanceId, row.Data }).ToListAsync(ct);
        var live = await db.Instances.AsNoTracking().Where(row => row.CaseNumber == caseNumber).ToDictionaryAsync(row => row.Id, ct);
        // A timer's row says when it fires; the state keeps what was planned when it was armed.
        var armed = (await Timers(caseNumber).Where(row => row.Kind == TimerKind.Token).Select(row => new { row.InstanceId, row.Key, row.DueAt }).ToListAsync(ct))
            .ToDictionary(row => (row.InstanceId, row.Key), row => row.DueAt);
        var diagrams = ImmutableArray.CreateBuilder<CaseDiagram>();
        foreach (var process in moves.Where(move => move.InstanceId is not null).GroupBy(move => move.ProcessKey!).OrderBy(group => group.Key != @case.ProcessKey))
        {
            var last = process.Last();
            var done = process.Where(move => move.InstanceId == last.InstanceId).SelectMany(move => MoveJournal.Done(move.Data)).Distinct().ToImmutableArray();
            var active = live.GetValueOrDefault(last.InstanceId!.Value) is { } instance ? StateJson.Read(instance.State).ActiveElements : [];
            var version = last.DefinitionVersion ?? 1;
            diagrams.Add(new(process.Key, version, (await definitions.Load(process.Key, version, ct)).Name, done,
                [.. active.Select(each => each.ElementId).Distinct()],
                [.. active.Where(each => each is { Kind: WaitKind.Timer, DueAt: not null }).Select(each => new WaitingTimer(each.ElementId, armed.GetValueOrDefault((last.InstanceId!.Value, each.Key), each.DueAt!.Value)))]));
        }
        return diagrams.ToImmutable();
    }

    /// <summary>The root process of the case.</summary>
    public async Task<Result<CaseDiagram>> Diagram(string caseNumber, Actor actor, CancellationToken ct)
    {
        var all = await Diagrams(caseNumber, actor, ct);
        if (all.Problem is { } problem)
            return problem;
        return all.Value.IsEmpty ? NotFound : all.Value[0];
    }

    /// <summary>The drawing of a version, as it was deployed.</summary>
    public async Task<string?> Xml(string processKey, int version, CancellationToken ct) =>
        await db.Definitions.Where(row => row.Key == processKey && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct);

    /// <summary>How the drawings of a case call their elements; those without a name are left out. For those who were already found to see the case.</summary>
    public async Task<ImmutableDictionary<string, DrawnElement>> Elements(string caseNumber, CancellationToken ct)
    {
        var processes = await db.Journal.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.ProcessKey != null && row.DefinitionVersion != null)
            .Select(row => new { row.ProcessKey, row.DefinitionVersion }).Distinct().ToListAsync(ct);
        var names = ImmutableDictionary.CreateBuilder<string, DrawnElement>();
        foreach (var process in processes)
            foreach (var (id, element) in (await definitions.Load(process.ProcessKey!, process.DefinitionVersion!.Value, ct)).Elements)
                if (element.Name.Length > 0)
                    names[id] = new(element.Name, element is SubProcess or BoundaryEvent, element is ExclusiveGateway or ParallelGateway or InclusiveGateway or EventGateway);
        return names.ToImmutable();
    }

    /// <summary>For those who were already found to see the case.</summary>
    public async Task<ImmutableArray<CaseTask>> OpenTasks(string caseNumber, CancellationToken ct)
    {
        var rows = await db.Tasks.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.State == TaskState.Open).OrderBy(row => row.Id).ToListAsync(ct);
        var tasks = ImmutableArray.CreateBuilder<CaseTask>(rows.Count);
        foreach (var row in rows)
            tasks.Add(new(row.Id, row.Name, row.ElementId, row.DueAt, row.AssigneeName, row.OwnerName, await candidates.Of(row, ct)));
        return tasks.ToImmutable();
    }

    /// <summary>Every deadline that will act by itself: of tasks and of the process.</summary>
    public async Task<ImmutableArray<CaseDeadline>> Deadlines(string caseNumber, CancellationToken ct)
    {
        var timers = await Timers(caseNumber).OrderBy(row => row.DueAt).ToListAsync(ct);
        var tasks = await db.Tasks.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.State == TaskState.Open).ToDictionaryAsync(row => row.Id, ct);
        return [.. timers.Select(timer => timer.TaskId is { } id && tasks.GetValueOrDefault(id) is { } task
            ? new CaseDeadline(timer.Kind, timer.ElementId, task.Name, task.DueAt ?? timer.DueAt, TaskProperties.Read(task.Properties).Clause, timer.Stage)
            : new CaseDeadline(timer.Kind, timer.ElementId, timer.ElementId, timer.DueAt, null, timer.Stage))];
    }

    /// <summary>By the processes of the case, for which timers are indexed anyhow.</summary>
    private IQueryable<TimerRow> Timers(string caseNumber)
    {
        var processes = db.Instances.Where(row => row.CaseNumber == caseNumber).Select(row => row.Id);
        return db.Timers.AsNoTracking().Where(row => processes.Contains(row.InstanceId));
    }

    /// <summary>Null also for who may not see it. Who has or had a task in a case sees it.</summary>
    public async Task<CaseRow?> Visible(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, ct) is not { } @case)
            return null;
        if (await sight.MaySee(@case, actor, ct))
            return @case;
        var keys = CandidateKey.Of(actor).ToArray();
        return await db.Tasks.AnyAsync(row => row.CaseNumber == caseNumber
            && (row.AssigneeId == actor.UserId || row.DoneById == actor.UserId || (row.CandidateKey != null && keys.Contains(row.CandidateKey))), ct) ? @case : null;
    }
}

public sealed record TraceLine(int Number, DateTimeOffset At, string Who, string What, string? ElementId, string? Process, string Text, string Hash)
{
    /// <summary>Of an entry that tells a decision: inputs, rows that matched, result.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionRecord? Decision { get; init; }
}

/// <param name="Done">Element ids that were completed at least once.</param>
/// <param name="Active">Element ids where something is going on.</param>
public sealed record CaseDiagram(string Process, int Version, string Name, ImmutableArray<string> Done, ImmutableArray<string> Active, ImmutableArray<WaitingTimer> Timers);

/// <param name="IsAround">A frame around others or an event at its edge: active along with them, but not where anything is done.</param>
public sealed record DrawnElement(string Name, bool IsAround, bool IsGateway);

public sealed record WaitingTimer(string ElementId, DateTimeOffset DueAt);

public sealed record CaseTask(Guid Id, string Name, string ElementId, DateTimeOffset? DueAt, string? AssigneeName, string? OwnerName, ImmutableArray<Candidate> Candidates);

/// <param name="Stage">How far an overdue task has climbed; 0 before it is due.</param>
public sealed record CaseDeadline(TimerKind Kind, string ElementId, string Name, DateTimeOffset DueAt, string? Clause, int Stage);
