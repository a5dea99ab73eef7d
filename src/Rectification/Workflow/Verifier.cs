using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.People;
using Rectification.Signatures;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Recomputes what the records promise: the journal's chains, the signatures, the timers, the tasks, the database file. Reads one snapshot, so it may run beside a live host. Scoped.</summary>
public sealed class Verifier(RectificationDb db, DatabaseSettings settings, IServiceProvider services)
{
    /// <summary>A line a finding; none when all is well.</summary>
    public async Task<List<string>> Run(CancellationToken ct)
    {
        var findings = new List<string>();
        await using var snapshot = await Snapshot.Begin(db, settings, ct);
        await CheckDatabase(findings, ct);
        await CheckJournal(findings, ct);
        await CheckSignatures(findings, ct);
        await CheckInstances(findings, ct);
        await CheckTasks(findings, ct);
        await CheckStarts(findings, ct);
        return findings;
    }

    private async Task CheckDatabase(List<string> findings, CancellationToken ct)
    {
        // PostgreSQL checks its pages itself when it reads them.
        if (settings.Provider != DatabaseProvider.Sqlite)
            return;
        foreach (var line in await db.Database.SqlQueryRaw<string>("select integrity_check as \"Value\" from pragma_integrity_check").ToListAsync(ct))
            if (line != "ok")
                findings.Add($"database: {line}");
    }

    private async Task CheckJournal(List<string> findings, CancellationToken ct)
    {
        var ends = await db.Cases.AsNoTracking().Select(row => new { row.CaseNumber, row.JournalCount, row.JournalHash }).ToDictionaryAsync(row => row.CaseNumber, ct);
        var seen = new Dictionary<string, (int Number, string Hash)>(StringComparer.Ordinal);
        await foreach (var row in db.Journal.AsNoTracking().OrderBy(row => row.CaseNumber).ThenBy(row => row.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            var before = seen.GetValueOrDefault(row.CaseNumber, (0, ""));
            if (row.Number != before.Item1 + 1)
                findings.Add($"journal {row.CaseNumber}: entry {before.Item1 + 1} is missing");
            if (row.PreviousHash != before.Item2)
                findings.Add($"journal {row.CaseNumber}: entry {row.Number} does not follow the one before it");
            if (Journal.HashOf(row) != row.Hash)
                findings.Add($"journal {row.CaseNumber}: entry {row.Number} was changed");
            seen[row.CaseNumber] = (row.Number, row.Hash);
            if (!ends.ContainsKey(row.CaseNumber) && row.Number == 1)
                findings.Add($"journal {row.CaseNumber}: there is no such case");
        }
        foreach (var end in ends.Values)
            if (seen.GetValueOrDefault(end.CaseNumber, (0, "")) != (end.JournalCount, end.JournalHash))
                findings.Add($"journal {end.CaseNumber}: the chain does not end where the case says ({end.JournalCount} entries)");
    }

    private async Task CheckSignatures(List<string> findings, CancellationToken ct)
    {
        await foreach (var text in db.SignedTexts.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            if (SignatureBook.DigestOf(text.Text) != text.Digest)
                findings.Add($"signed text {text.Digest}: the text was changed");
        var digests = (await db.SignedTexts.AsNoTracking().Select(row => row.Digest).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var traced = (await db.Journal.AsNoTracking().Where(row => row.What == "signature.added").Select(row => row.Data).ToListAsync(ct));
        foreach (var signature in await db.Signatures.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct))
        {
            var id = signature.Id.ToString();
            if (!digests.Contains(signature.Digest))
                findings.Add($"signature {id} in {signature.CaseNumber}: the text it stands under is missing");
            if (!traced.Exists(data => data.Contains(id, StringComparison.Ordinal) && data.Contains(signature.Digest, StringComparison.Ordinal)))
                findings.Add($"signature {id} in {signature.CaseNumber}: the journal does not know it");
            if (signature.VoidedAt is null && services.GetKeyedService<ISignedText>(signature.ProcessKey) is { } room
                && await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == signature.CaseNumber, ct) is { } @case
                && SignatureBook.DigestOf(await room.Now(@case, ct)) != signature.Digest)
                findings.Add($"signature {id} in {signature.CaseNumber}: the text was changed after {signature.PersonName} signed it");
        }
    }

    /// <summary>What each process waits for has its row, and every row a process that waits for it.</summary>
    private async Task CheckInstances(List<string> findings, CancellationToken ct)
    {
        var timers = (await db.Timers.AsNoTracking().Where(row => row.Kind == TimerKind.Token).Select(row => new { row.InstanceId, row.Key, row.CaseNumber }).ToListAsync(ct)).ToLookup(row => row.InstanceId);
        var subscriptions = (await db.Subscriptions.AsNoTracking().Select(row => new { row.InstanceId, row.Key }).ToListAsync(ct)).ToLookup(row => row.InstanceId, row => row.Key);
        var tasks = (await db.Tasks.AsNoTracking().Where(row => row.State == TaskState.Open).Select(row => new { row.InstanceId, row.Key }).ToListAsync(ct)).ToLookup(row => row.InstanceId, row => row.Key);
        var incidents = (await db.Incidents.AsNoTracking().Where(row => row.ResolvedAt == null && row.TimerId == null && row.OutboxId == null).Select(row => new { row.InstanceId, row.Key }).ToListAsync(ct)).ToLookup(row => row.InstanceId, row => row.Key);
        var ids = new HashSet<Guid>();
        var parents = new List<(Guid Child, Guid Parent, long Key)>();
        var calls = new HashSet<(Guid, long)>();
        await foreach (var row in db.Instances.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            ids.Add(row.Id);
            if (row is { ParentId: { } parent, ParentKey: { } key })
                parents.Add((row.Id, parent, key));
            var active = StateJson.Read(row.State).ActiveElements;
            Compare("timer", WaitKind.Timer, timers[row.Id].Select(timer => timer.Key));
            Compare("subscription", WaitKind.Message, subscriptions[row.Id]);
            Compare("open task", WaitKind.Task, tasks[row.Id]);
            Compare("incident", WaitKind.Incident, incidents[row.Id]);
            foreach (var call in active.Where(each => each.Kind == WaitKind.Call))
                calls.Add((row.Id, call.Key));

            void Compare(string what, WaitKind kind, IEnumerable<long> rows)
            {
                var waits = active.Where(each => each.Kind == kind || kind == WaitKind.Message && each.Kind == WaitKind.Signal).Select(each => each.Key).Order().ToList();
                var kept = rows.Order().ToList();
                foreach (var missing in waits.Except(kept))
                    findings.Add(Text($"process {row.DefinitionKey} of {row.CaseNumber}: token {missing} waits, but there is no {what}"));
                foreach (var stray in kept.Except(waits))
                    findings.Add(Text($"process {row.DefinitionKey} of {row.CaseNumber}: a {what} points at token {stray}, which does not wait for it"));
                if (kept.Count != kept.Distinct().Count())
                    findings.Add(Text($"process {row.DefinitionKey} of {row.CaseNumber}: one token has more than one {what}"));
            }
        }
        foreach (var (child, parent, key) in parents.Where(each => !calls.Contains((each.Parent, each.Key))))
            findings.Add(Text($"process {child}: its caller {parent} does not wait at {key}"));
        foreach (var (caller, key) in calls.Where(each => !parents.Exists(child => (child.Parent, child.Key) == each)))
            findings.Add(Text($"process {caller}: what it called at {key} is not there"));
        foreach (var gone in timers.Select(group => group.Key).Concat(subscriptions.Select(group => group.Key)).Concat(tasks.Select(group => group.Key)).Distinct().Where(id => !ids.Contains(id)))
            findings.Add($"process {gone}: it has ended, but something still waits for it");
    }

    /// <summary>Every open task with a due time has exactly one timer; no timer watches what is not open; no closed case has open work.</summary>
    private async Task CheckTasks(List<string> findings, CancellationToken ct)
    {
        var watching = (await db.Timers.AsNoTracking().Where(row => row.Kind == TimerKind.TaskDue).Select(row => row.TaskId!.Value).ToListAsync(ct)).ToLookup(id => id);
        var open = await db.Tasks.AsNoTracking().Where(row => row.State == TaskState.Open).Select(row => new { row.Id, row.CaseNumber, row.ElementId, row.DueAt }).ToListAsync(ct);
        foreach (var task in open.Where(task => watching[task.Id].Count() != (task.DueAt is null ? 0 : 1)))
            findings.Add(Text($"task {task.ElementId} of {task.CaseNumber}: {watching[task.Id].Count()} timers watch its due time"));
        var openIds = open.Select(task => task.Id).ToHashSet();
        foreach (var stray in watching.Select(group => group.Key).Where(id => !openIds.Contains(id)))
            findings.Add($"task {stray}: a timer watches it, but it is not open");
        var closed = await db.Cases.AsNoTracking().Where(row => row.ClosedAt != null).Select(row => row.CaseNumber).ToListAsync(ct);
        foreach (var number in open.Select(task => task.CaseNumber).Distinct().Intersect(closed))
            findings.Add($"case {number}: it is closed, but tasks are open");
        var parked = await db.Timers.AsNoTracking().Where(row => row.Attempts >= TimerRunner.MaxAttempts)
            .Where(row => !db.Set<IncidentRow>().Any(incident => incident.TimerId == row.Id && incident.ResolvedAt == null)).Select(row => row.CaseNumber).ToListAsync(ct);
        foreach (var number in parked)
            findings.Add($"case {number}: a timer stands still, but no incident tells of it");
    }

    /// <summary>Every timer start of a newest version has one row in every street, and there are no others.</summary>
    private async Task CheckStarts(List<string> findings, CancellationToken ct)
    {
        var rows = await db.Timers.AsNoTracking().Where(row => row.Kind == TimerKind.Start).Select(row => new { row.ProcessKey, row.Key, row.ElementId, row.StreetId }).ToListAsync(ct);
        var streets = await db.OrgUnits.Where(unit => unit.Kind == OrgUnitKind.Street && unit.IsActive).Select(unit => unit.Id).ToListAsync(ct);
        var wanted = (await services.GetRequiredService<Definitions>().Newest(ct))
            .SelectMany(process => process.Definition.TimerStarts.SelectMany(start => streets.Select(street =>
                new { ProcessKey = (string?)process.Definition.Id, Key = (long)process.Version, start.ElementId, StreetId = street }))).ToList();
        foreach (var missing in wanted.Except(rows))
            findings.Add(Text($"process {missing.ProcessKey}: its start {missing.ElementId} has no timer in street {missing.StreetId}"));
        foreach (var stray in rows.Except(wanted))
            findings.Add(Text($"process {stray.ProcessKey}: a timer starts {stray.ElementId} of version {stray.Key} in street {stray.StreetId}, which nothing asks for"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
