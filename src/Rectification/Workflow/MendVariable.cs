using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Corrects a variable of a process that stands still, so that the step can be tried again. Never of one that runs: what people decided is not overwritten.</summary>
/// <param name="Scope">The token whose own variable it is; 0 for the process.</param>
/// <param name="Value">Written in FEEL or JSON.</param>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record MendVariable(Guid InstanceId, long Scope, string Name, string Value, string Reason) : ICommand<Nothing>;

public sealed class MendVariableHandler(
    RectificationDb db, CurrentActor current, StreetSurroundings around, Workflows workflows, Journal journal) : ICommandHandler<MendVariable, Nothing>
{
    public async Task<Result<Nothing>> Handle(MendVariable command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Instances.FindAsync([command.InstanceId], ct) is not { } row || !(actor.IsSystem || actor.StreetId == row.StreetId))
            return Problem.NotFound("instance.not-found", "没有这个流程实例，或不在您的范围内");
        if (ShiftDesk.ReasonFault(command.Reason) is { } fault)
            return fault;
        var state = StateJson.Read(row.State);
        if (!state.Tokens.Any(token => token.Incident is not null) && !state.Parked.Any(flow => flow.Incident is not null)
            && !await db.Incidents.AsNoTracking().AnyAsync(incident => incident.InstanceId == row.Id && incident.ResolvedAt == null, ct))
            return Problem.Conflict("variable.not-stuck", "流程没有停滞，不能更正变量");
        var name = command.Name.Trim();
        if (name.Length is 0 or > 200 || name.Contains('\0'))
            return Problem.Field("name", "请填写变量名");
        if (ScopedVariables.Visible(state, command.Scope) is not { } visible)
            return Problem.Conflict("token.gone", "这个环节已经结束，请刷新");
        var value = FeelText.Read(command.Value, visible, await around.For(row.StreetId, ct));
        if (value.Problem is { } wrong)
            return wrong;
        var @case = await db.Cases.FindAsync([row.CaseNumber], ct) ?? throw new InvalidOperationException(row.CaseNumber);
        var before = FeelText.Write(visible[name]);
        journal.Add(@case, "variable.mended", $"{actor.Name} 更正变量“{name}”：{Short(before)} → {Short(FeelText.Write(value.Value))}，理由：{command.Reason.Trim()}",
            data: new { command.Scope, name, before, after = FeelText.Write(value.Value), reason = command.Reason.Trim() }, instance: row);
        return await workflows.ApplyTo(row.Id, new Command.SetVariables(Variables.Empty.With(name, value.Value), command.Scope), ct) is { } refused
            ? Problem.Conflict(refused.Code, refused.Message)
            : Nothing.Here;
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}

/// <param name="Scope">Key of the token whose own they are; 0 for the process.</param>
public sealed record ScopeOfVariables(long Scope, string Name, ImmutableArray<VariableLine> Variables);

/// <param name="Value">As FEEL.</param>
public sealed record VariableLine(string Name, string Value);

/// <summary>The variables that a step sees, level by level.</summary>
internal static class ScopedVariables
{
    /// <summary>Null when the token is gone.</summary>
    public static Variables? Visible(ProcessState state, long scope)
    {
        var visible = state.Variables;
        foreach (var token in Outwards(state, scope).Reverse())
            visible = visible.With(token.Locals);
        return scope == 0 || state.Find(scope) is not null ? visible : null;
    }

    /// <summary>Innermost first; the process is last.</summary>
    public static ImmutableArray<ScopeOfVariables> Of(Definition definition, ProcessState state, long key)
    {
        var inner = state.Find(key) is null && state.Parked.FirstOrDefault(flow => flow.Key == key) is { } parked ? parked.Scope : key;
        return
        [
            .. Outwards(state, inner).Where(token => token.Locals.Count > 0).Select(token => new ScopeOfVariables(token.Key, ShiftDesk.Label(definition, token.ElementId), Lines(token.Locals))),
            new(0, definition.Name, Lines(state.Variables)),
        ];
    }

    private static IEnumerable<Token> Outwards(ProcessState state, long scope)
    {
        for (var token = state.Find(scope); token is { Key: not 0 }; token = state.Find(token.Scope))
            yield return token;
    }

    private static ImmutableArray<VariableLine> Lines(Variables variables) =>
        [.. variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new VariableLine(pair.Key, FeelText.Write(pair.Value)))];
}
