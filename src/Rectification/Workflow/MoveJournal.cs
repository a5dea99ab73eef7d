using System.Collections.Immutable;
using System.Text.Json;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>One journal entry for what a process did in one command: for people where it got to, in its data every fact, so that the drawing can be coloured, and the command itself, so that it can be replayed against a draft. Scoped.</summary>
public sealed class MoveJournal(Journal journal)
{
    public const string What = "process.moved";

    /// <param name="command">What made it move; null when it was taken to another version of its drawing.</param>
    public void Add(LiveInstance instance, Command? command, ImmutableArray<Fact> facts, Surroundings around)
    {
        // What only wrote variables moved nothing, but a replay needs them.
        if (facts.IsEmpty && command is not Command.SetVariables)
            return;
        journal.Add(instance.Case, What, Text(instance, facts), elementId: null, Data(command, facts, around), instance.Row);
    }

    /// <summary>Elements that were completed, by the data of an entry.</summary>
    internal static IEnumerable<string> Done(string data)
    {
        using var document = JsonDocument.Parse(data);
        if (!document.RootElement.TryGetProperty("facts", out var facts))
            yield break;
        foreach (var fact in facts.EnumerateArray())
            if (fact[0].GetString() == nameof(FactKind.ElementCompleted))
                yield return fact[1].GetString()!;
    }

    /// <summary>Elements that were entered, by the data of an entry.</summary>
    internal static IEnumerable<string> Entered(string data)
    {
        using var document = JsonDocument.Parse(data);
        if (!document.RootElement.TryGetProperty("facts", out var facts))
            yield break;
        foreach (var fact in facts.EnumerateArray())
            if (fact[0].GetString() == nameof(FactKind.ElementEntered))
                yield return fact[1].GetString()!;
    }

    private static string Text(LiveInstance instance, ImmutableArray<Fact> facts)
    {
        var parts = new List<string>();
        foreach (var fact in facts)
        {
            var name = instance.Definition.Elements.TryGetValue(fact.ElementId, out var element) ? element.Label : fact.ElementId;
            switch (fact.Kind)
            {
                case FactKind.ProcessStarted:
                    parts.Add($"流程“{instance.Definition.Name}”（第 {instance.Row.DefinitionVersion} 版）启动");
                    break;
                case FactKind.TimerFired:
                    parts.Add($"“{name}”到时");
                    break;
                case FactKind.MessageReceived:
                    parts.Add($"收到“{name}”");
                    break;
                case FactKind.ProcessEnded:
                    parts.Add($"流程“{instance.Definition.Name}”结束");
                    break;
                case FactKind.ElementEntered when element is { Name.Length: > 0 } && parts.LastOrDefault() != $"到“{name}”":
                    parts.Add($"到“{name}”");
                    break;
                case FactKind.ElementCancelled when element is { Name.Length: > 0 }:
                    parts.Add($"撤回“{name}”");
                    break;
            }
        }
        return parts.Count == 0 ? $"流程“{instance.Definition.Name}”继续" : string.Join("，", parts);
    }

    private static string Data(Command? command, ImmutableArray<Fact> facts, Surroundings around)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("settings", around.Settings.Version);
            json.WriteNumber("calendar", around.Calendar.Version);
            if (command is not null)
            {
                json.WritePropertyName("command");
                CommandJson.Write(json, command);
            }
            json.WriteStartArray("facts");
            foreach (var fact in facts)
            {
                json.WriteStartArray();
                json.WriteStringValue(fact.Kind.ToString());
                json.WriteStringValue(fact.ElementId);
                json.WriteNumberValue(fact.Key);
                if (fact.Detail is not null)
                    json.WriteStringValue(fact.Detail);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
