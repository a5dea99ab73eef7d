using System.Text.Json;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>The command behind a journal entry, whole, so that a case can be replayed against a draft.</summary>
public static class CommandJson
{
    public static void Write(Utf8JsonWriter json, Command command)
    {
        json.WriteStartObject();
        json.WriteString("kind", command.GetType().Name);
        switch (command)
        {
            case Command.Start start:
                if (start.StartEventId is { } id)
                    json.WriteString("element", id);
                Write(json, null, start.Variables);
                break;
            case Command.CompleteTask each:
                Write(json, each.Key, each.Variables);
                break;
            case Command.CompleteJob each:
                Write(json, each.Key, each.Variables);
                break;
            case Command.CompleteCall each:
                Write(json, each.Key, each.Variables);
                break;
            case Command.DeliverMessage each:
                Write(json, each.Key, each.Variables);
                break;
            case Command.SetVariables each:
                Write(json, null, each.Variables);
                json.WriteNumber("scope", each.Scope);
                break;
            case Command.FireTimer each:
                Write(json, each.Key, null);
                break;
            case Command.ResolveIncident each:
                Write(json, each.Key, null);
                break;
            case Command.CancelToken each:
                Write(json, each.Key, null);
                break;
            case Command.FailJob each:
                Write(json, each.Key, null);
                json.WriteString("text", each.Message);
                break;
            case Command.ThrowError each:
                Write(json, each.Key, each.Variables);
                json.WriteString("code", each.Code);
                json.WriteString("text", each.Message);
                if (each.IsPassedOn)
                    json.WriteBoolean("passedOn", true);
                WriteValues(json, "called", each.Called);
                break;
            case Command.ThrowEscalation each:
                Write(json, each.Key, each.Variables);
                json.WriteString("code", each.Code);
                break;
            case Command.Return each:
                Write(json, each.From, null);
                json.WriteNumber("scope", each.Scope);
                json.WriteString("element", each.TargetId);
                break;
            case Command.MoveToken each:
                Write(json, each.Key, null);
                json.WriteNumber("scope", each.Scope);
                json.WriteString("element", each.TargetId);
                break;
            case Command.AddToken each:
                Write(json, null, each.Variables);
                json.WriteNumber("scope", each.Scope);
                json.WriteString("element", each.TargetId);
                break;
            case Command.Cancel each:
                json.WriteString("text", each.Reason);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(command.GetType().Name);
        }
        json.WriteEndObject();
    }

    /// <summary>Null for a kind that this version does not know.</summary>
    public static Command? Read(JsonElement json)
    {
        var key = json.TryGetProperty("key", out var number) ? number.GetInt64() : 0;
        var variables = Values("variables");
        var scope = json.TryGetProperty("scope", out number) ? number.GetInt64() : 0;
        return json.GetProperty("kind").GetString() switch
        {
            nameof(Command.Start) => new Command.Start(variables, Text("element")),
            nameof(Command.CompleteTask) => new Command.CompleteTask(key, variables),
            nameof(Command.CompleteJob) => new Command.CompleteJob(key, variables),
            nameof(Command.CompleteCall) => new Command.CompleteCall(key, variables),
            nameof(Command.DeliverMessage) => new Command.DeliverMessage(key, variables),
            nameof(Command.SetVariables) => new Command.SetVariables(variables, scope),
            nameof(Command.FireTimer) => new Command.FireTimer(key),
            nameof(Command.ResolveIncident) => new Command.ResolveIncident(key),
            nameof(Command.CancelToken) => new Command.CancelToken(key),
            nameof(Command.FailJob) => new Command.FailJob(key, Text("text") ?? ""),
            nameof(Command.ThrowError) => new Command.ThrowError(key, Text("code") ?? "", Text("text"), variables) { IsPassedOn = json.TryGetProperty("passedOn", out var passed) && passed.GetBoolean(), Called = Values("called") },
            nameof(Command.ThrowEscalation) => new Command.ThrowEscalation(key, Text("code") ?? "", variables),
            nameof(Command.Return) => new Command.Return(scope, Text("element") ?? "", key == 0 ? null : key),
            nameof(Command.MoveToken) => new Command.MoveToken(key, scope, Text("element") ?? ""),
            nameof(Command.AddToken) => new Command.AddToken(scope, Text("element") ?? "", variables),
            nameof(Command.Cancel) => new Command.Cancel(Text("text") ?? ""),
            _ => null,
        };

        Variables Values(string name) => json.TryGetProperty(name, out var values) ? VariablesJson.ReadTyped(values) : Variables.Empty;

        string? Text(string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
    }

    private static void Write(Utf8JsonWriter json, long? key, Variables? variables)
    {
        if (key is { } number)
            json.WriteNumber("key", number);
        WriteValues(json, "variables", variables ?? Variables.Empty);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, Variables variables)
    {
        if (variables.Count == 0)
            return;
        json.WritePropertyName(name);
        VariablesJson.WriteTyped(json, variables);
    }
}
