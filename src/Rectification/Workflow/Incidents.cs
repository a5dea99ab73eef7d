using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

public sealed record IncidentView(
    Guid Id, string CaseNumber, string Process, string ElementId, string Message, DateTimeOffset RaisedAt, DateTimeOffset? ResolvedAt, string? ResolvedBy);

/// <param name="Key">Of the token that stands still.</param>
/// <param name="Scopes">Innermost first; empty when the process has ended.</param>
public sealed record IncidentDetail(IncidentView Incident, Guid InstanceId, long Key, string ProcessName, string ElementName, ImmutableArray<ScopeOfVariables> Scopes);

public sealed class IncidentQueries(RectificationDb db, Definitions definitions)
{
    /// <summary>Newest first, of the actor's street; empty for whoever is no operator.</summary>
    public async Task<Page<IncidentView>> List(Actor actor, bool openOnly, string? after, int take, CancellationToken ct)
    {
        if (!IncidentAccess.IsOperator(actor))
            return Page<IncidentView>.Empty;
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = db.Incidents.AsNoTracking().Where(row => row.StreetId == actor.StreetId);
        if (openOnly)
            rows = rows.Where(row => row.ResolvedAt == null);
        if (PageKey.Read(after, 2) is [{ } ticks, { } key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) && Guid.TryParse(key, out var id))
        {
            var raisedAt = new DateTimeOffset(Math.Clamp(at, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
            rows = rows.Where(row => row.RaisedAt < raisedAt || (row.RaisedAt == raisedAt && row.Id < id));
        }
        var found = await rows.OrderByDescending(row => row.RaisedAt).ThenByDescending(row => row.Id).Take(take + 1).ToListAsync(ct);
        var shown = found.Take(take).ToList();
        return new(
            [.. shown.Select(row => new IncidentView(row.Id, row.CaseNumber, row.ProcessKey, row.ElementId, row.Message, row.RaisedAt, row.ResolvedAt, row.ResolvedBy))],
            found.Count > take ? PageKey.Write(shown[^1].RaisedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), shown[^1].Id.ToString("N")) : null);
    }

    /// <summary>One incident with the variables that its step sees.</summary>
    public async Task<Result<IncidentDetail>> Find(Guid id, Actor actor, CancellationToken ct)
    {
        if (!IncidentAccess.IsOperator(actor) || await db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.StreetId == actor.StreetId, ct) is not { } row)
            return Problem.NotFound("incident.not-found", "没有这条停滞记录，或不在您的范围内");
        var view = new IncidentView(row.Id, row.CaseNumber, row.ProcessKey, row.ElementId, row.Message, row.RaisedAt, row.ResolvedAt, row.ResolvedBy);
        if (await db.Instances.AsNoTracking().FirstOrDefaultAsync(each => each.Id == row.InstanceId, ct) is not { } instance)
            return new IncidentDetail(view, row.InstanceId, row.Key, row.ProcessKey, row.ElementId, []);
        var definition = await definitions.Load(instance.DefinitionKey, instance.DefinitionVersion, ct);
        return new IncidentDetail(view, row.InstanceId, row.Key, definition.Name, ShiftDesk.Label(definition, row.ElementId),
            ScopedVariables.Of(definition, StateJson.Read(instance.State), row.Key));
    }

    public async Task<int> OpenCount(Actor actor, CancellationToken ct) => IncidentAccess.IsOperator(actor)
        ? await db.Incidents.CountAsync(row => row.StreetId == actor.StreetId && row.ResolvedAt == null, ct)
        : 0;
}

internal static class IncidentAccess
{
    public static bool IsOperator(Actor actor) => actor.Has(Role.SafetyOfficeDirector) || actor.Has(Role.SystemAdmin);
}

/// <summary>Tries again what an incident stopped: a token, a timer that could not fire, a message that could not leave.</summary>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record RetryIncident(Guid IncidentId) : ICommand<Nothing>;

public sealed class RetryIncidentHandler(RectificationDb db, CurrentActor current, StreetClock clock, TimeProvider system, Workflows workflows, Journal journal)
    : ICommandHandler<RetryIncident, Nothing>
{
    public async Task<Result<Nothing>> Handle(RetryIncident command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Incidents.FindAsync([command.IncidentId], ct) is not { } incident || (!actor.IsSystem && incident.StreetId != actor.StreetId))
            return Problem.NotFound("incident.not-found", "没有这条停滞记录，或不在您的范围内");
        if (incident.ResolvedAt is not null)
            return Problem.Conflict("incident.resolved", $"这条停滞已由{incident.ResolvedBy ?? "系统"}处理");
        if (await db.Cases.FindAsync([incident.CaseNumber], ct) is { } @case)
            journal.Add(@case, "incident.retried", $"{actor.Name} 重试停滞的步骤", incident.ElementId, new { incident.Id });
        (incident.ResolvedAt, incident.ResolvedBy) = (clock.GetUtcNow(), actor.Name);
        if (incident.TimerId is { } timerId)
        {
            if (await db.Timers.FindAsync([incident.InstanceId, timerId], ct) is { } timer)
                (timer.Attempts, timer.LeasedUntil, timer.LeasedBy) = (0, null, null);
        }
        else if (incident.OutboxId is { } outboxId)
        {
            // Among the few that wait to be sent.
            if (await db.Outbox.Load("\"SentAt\" is null and \"Id\" = $1", [outboxId], ct) is [{ } message])
                (message.Attempts, message.NotBefore, message.LeasedUntil) = (0, system.GetUtcNow(), null);
        }
        else if (await workflows.ApplyTo(incident.InstanceId, new Command.ResolveIncident(incident.Key), ct) is { } refused)
        {
            journal.Add(await db.Cases.FindAsync([incident.CaseNumber], ct) ?? throw new InvalidOperationException(incident.CaseNumber),
                "incident.gone", $"停滞的步骤已不存在：{refused.Message}", incident.ElementId, new { incident.Id });
        }
        return Nothing.Here;
    }
}
