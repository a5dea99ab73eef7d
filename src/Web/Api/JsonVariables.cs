using System.Text.Json;
using System.Text.Json.Nodes;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>A body's <c>variables</c> as the engine knows them, and back.</summary>
internal static class JsonVariables
{
    public static Result<Variables> Read(JsonElement? variables) => variables switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => Variables.Empty,
        { ValueKind: JsonValueKind.Object } some => VariablesJson.Read(some),
        _ => Problem.Field("variables", "应为 JSON 对象"),
    };

    public static JsonNode Write(Variables variables)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            VariablesJson.Write(json, variables);
        return JsonNode.Parse(buffer.ToArray())!;
    }
}
