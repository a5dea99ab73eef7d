using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Reading;
using Rectification.Engine.Playing;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Real cases beside a draft. Scoped.</summary>
public sealed class CaseHistories(RectificationDb db, Definitions definitions, SettingsQueries settings, Calendars calendars, Decisions decisions)
{
    public const int MostCases = 200;

    /// <summary>Replays what is recorded of a process against a draft of it, the newest cases first.</summary>
    /// <param name="caseNumber">Null takes the newest cases of the street.</param>
    public async Task<Result<ReplayedDraft>> Replay(string key, string xml, Guid streetId, string? caseNumber, int take, CancellationToken ct)
    {
        var reading = BpmnReader.Read(xml);
        if (reading.Processes.FirstOrDefault(process => process.Id == key) is not { } draft)
            return new ReplayedDraft(key, [], reading.Processes.IsEmpty ? reading.Problems
                : [new BpmnProblem(null, 0, $"草稿里没有流程“{key}”，里面是“{string.Join('、', reading.Processes.Select(process => process.Id))}”。请核对流程编号。")]);
        var begun = await db.Journal.AsNoTracking()
            .Where(row => row.What == MoveJournal.What && row.ProcessKey == key && row.InstanceId != null && (caseNumber == null || row.CaseNumber == caseNumber))
            .Join(db.Cases.Where(each => each.StreetId == streetId), row => row.CaseNumber, each => each.CaseNumber, (row, _) => new { row.InstanceId, row.CaseNumber })
            .Distinct().OrderByDescending(row => row.CaseNumber).Take(Math.Clamp(take, 1, MostCases)).ToListAsync(ct);
        if (begun.Count == 0 && caseNumber is not null)
            return Problem.NotFound("case.not-found", "没有这个编号的事项，或它没有走过这个流程");
        var cases = ImmutableArray.CreateBuilder<ReplayedCase>();
        foreach (var each in begun)
            cases.Add(await Compare(each.CaseNumber, each.InstanceId!.Value, key, draft, streetId, ct));
        return new ReplayedDraft(key, cases.ToImmutable(), reading.Problems);
    }

    private async Task<ReplayedCase> Compare(string caseNumber, Guid instanceId, string key, Definition draft, Guid streetId, CancellationToken ct)
    {
        var rows = await db.Journal.AsNoTracking()
            .Where(row => row.CaseNumber == caseNumber && row.What == MoveJournal.What && row.InstanceId == instanceId)
            .OrderBy(row => row.Number).Select(row => new { row.At, row.Data, row.DefinitionVersion }).ToListAsync(ct);
        var version = rows[0].DefinitionVersion ?? 0;
        var original = await definitions.Load(key, version, ct);
        var known = await decisions.For(key, version, original.AsksDecisions ? original : draft, ct);
        var history = new List<Recorded>();
        foreach (var row in rows)
        {
            using var data = JsonDocument.Parse(row.Data, VariablesJson.Deep);
            if (row.DefinitionVersion != rows[0].DefinitionVersion || !data.RootElement.TryGetProperty("command", out var json) || CommandJson.Read(json) is not { } command)
                break;
            var values = await settings.At(streetId, data.RootElement.GetProperty("settings").GetInt32(), ct);
            var calendar = await calendars.At(streetId, data.RootElement.GetProperty("calendar").GetInt32(), ct);
            history.Add(new(command, new(row.At, calendar, values, known)));
        }
        if (history.Count == 0)
            return new(caseNumber, instanceId, version, new(rows.Count, 0, [], "这件事项办理时系统还没有记录办理数据，不能重演。"));
        var report = Rectification.Engine.Playing.Replay.Compare(original, draft, history);
        return new(caseNumber, instanceId, version, history.Count == rows.Count ? report : report with
        {
            Recorded = rows.Count,
            Stopped = report.Stopped ?? $"第 {history.Count} 步之后这件事项换到了别的流程版本，其后没有重演。",
        });
    }
}

/// <param name="Cases">Empty when the draft can't be read.</param>
public sealed record ReplayedDraft(string Key, ImmutableArray<ReplayedCase> Cases, ImmutableArray<BpmnProblem> Problems);

/// <param name="Version">The version that the case ran on.</param>
public sealed record ReplayedCase(string CaseNumber, Guid InstanceId, int Version, ReplayReport Report);
