using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>The state of a process as one JSON document with a version of its format.</summary>
public static class StateJson
{
    public const int Version = 1;

    // Stored, never put into a page: Chinese stays readable for whoever looks at the row.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ProcessState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("lastKey", state.LastKey);
            json.WriteBoolean("ended", state.HasEnded);
            json.WritePropertyName("process");
            WriteToken(json, state.Process);
            json.WriteStartArray("tokens");
            foreach (var token in state.Tokens)
                WriteToken(json, token);
            json.WriteEndArray();
            json.WriteStartArray("parked");
            foreach (var flow in state.Parked)
                WriteParked(json, flow);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="FormatException">The document was written by a later version.</exception>
    public static ProcessState Read(string text)
    {
        using var document = JsonDocument.Parse(text, VariablesJson.Deep);
        var json = document.RootElement;
        if (json.GetProperty("version").GetInt32() is var version and not Version)
            throw new FormatException($"The state has format {version}; this version reads {Version}.");
        return new()
        {
            LastKey = json.GetProperty("lastKey").GetInt64(),
            HasEnded = json.GetProperty("ended").GetBoolean(),
            Process = ReadToken(json.GetProperty("process")),
            Tokens = [.. json.GetProperty("tokens").EnumerateArray().Select(ReadToken)],
            Parked = [.. json.GetProperty("parked").EnumerateArray().Select(ReadParked)],
        };
    }

    private static void WriteToken(Utf8JsonWriter json, Token token)
    {
        json.WriteStartObject();
        json.WriteNumber("key", token.Key);
        json.WriteString("element", token.ElementId);
        json.WriteNumber("scope", token.Scope);
        json.WriteString("phase", token.Phase.ToString());
        if (token.Index > 0)
            json.WriteNumber("index", token.Index);
        if (token.Incident is not null)
            json.WriteString("incident", token.Incident);
        if (token.ByFlowId is not null)
            json.WriteString("by", token.ByFlowId);
        if (token.Locals.Count > 0)
        {
            json.WritePropertyName("variables");
            VariablesJson.WriteTyped(json, token.Locals);
        }
        if (token.Loop is { } loop)
            WriteLoop(json, loop);
        if (!token.Waits.IsEmpty)
        {
            json.WriteStartArray("waits");
            foreach (var wait in token.Waits)
                WriteWait(json, wait);
            json.WriteEndArray();
        }
        WriteDone(json, "done", token.Done);
        json.WriteEndObject();
    }

    private static Token ReadToken(JsonElement json) =>
        new(json.GetProperty("key").GetInt64(), json.GetProperty("element").GetString()!, json.GetProperty("scope").GetInt64(),
            Enum.Parse<Phase>(json.GetProperty("phase").GetString()!))
        {
            Index = json.TryGetProperty("index", out var index) ? index.GetInt32() : 0,
            Incident = json.TryGetProperty("incident", out var incident) ? incident.GetString() : null,
            ByFlowId = json.TryGetProperty("by", out var by) ? by.GetString() : null,
            Locals = json.TryGetProperty("variables", out var variables) ? VariablesJson.ReadTyped(variables) : Variables.Empty,
            Loop = json.TryGetProperty("loop", out var loop) ? ReadLoop(loop) : null,
            Waits = json.TryGetProperty("waits", out var waits) ? [.. waits.EnumerateArray().Select(ReadWait)] : [],
            Done = ReadDone(json, "done"),
        };

    private static void WriteDone(Utf8JsonWriter json, string name, ImmutableArray<Compensable> done)
    {
        if (done.IsEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var activity in done)
        {
            json.WriteStartObject();
            json.WriteNumber("key", activity.Key);
            json.WriteString("element", activity.ElementId);
            if (activity.Index > 0)
                json.WriteNumber("index", activity.Index);
            if (activity.Locals.Count > 0)
            {
                json.WritePropertyName("variables");
                VariablesJson.WriteTyped(json, activity.Locals);
            }
            WriteDone(json, "inside", activity.Inside);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // States stored before there was compensation have nothing here.
    private static ImmutableArray<Compensable> ReadDone(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var done) ? [] :
        [
            .. done.EnumerateArray().Select(activity => new Compensable(activity.GetProperty("key").GetInt64(), activity.GetProperty("element").GetString()!)
            {
                Index = activity.TryGetProperty("index", out var index) ? index.GetInt32() : 0,
                Locals = activity.TryGetProperty("variables", out var variables) ? VariablesJson.ReadTyped(variables) : Variables.Empty,
                Inside = ReadDone(activity, "inside"),
            }),
        ];

    private static void WriteLoop(Utf8JsonWriter json, LoopProgress loop)
    {
        json.WriteStartObject("loop");
        json.WriteNumber("count", loop.Count);
        json.WriteNumber("started", loop.Started);
        json.WriteNumber("completed", loop.Completed);
        if (!loop.Items.IsDefault)
        {
            json.WritePropertyName("items");
            VariablesJson.WriteTypedValue(json, loop.Items);
        }
        json.WriteEndObject();
    }

    private static LoopProgress ReadLoop(JsonElement json) =>
        new(json.GetProperty("count").GetInt32(), json.GetProperty("started").GetInt32(), json.GetProperty("completed").GetInt32(),
            json.TryGetProperty("items", out var items) ? (ImmutableArray<object?>)VariablesJson.ReadTypedValue(items)! : default);

    private static void WriteWait(Utf8JsonWriter json, Wait wait)
    {
        json.WriteStartObject();
        json.WriteNumber("key", wait.Key);
        json.WriteString("element", wait.ElementId);
        switch (wait)
        {
            case TimerWait timer:
                json.WriteString("dueAt", timer.DueAt.ToString("o", CultureInfo.InvariantCulture));
                if (timer.Repeat is { } repeat)
                {
                    json.WriteNumber("left", repeat.Left);
                    json.WriteNumber("months", repeat.Interval.Months);
                    json.WriteNumber("ticks", repeat.Interval.Span.Ticks);
                }
                break;
            case MessageWait message:
                json.WriteString("message", message.MessageName);
                json.WriteString("correlation", message.CorrelationKey);
                break;
            case SignalWait signal:
                json.WriteString("signal", signal.SignalName);
                break;
            case ConditionWait condition:
                json.WriteBoolean("held", condition.Held);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(wait.GetType().Name);
        }
        json.WriteEndObject();
    }

    private static Wait ReadWait(JsonElement json)
    {
        var (key, element) = (json.GetProperty("key").GetInt64(), json.GetProperty("element").GetString()!);
        if (json.TryGetProperty("signal", out var signal))
            return new SignalWait(key, element, signal.GetString()!);
        if (json.TryGetProperty("held", out var held))
            return new ConditionWait(key, element, held.GetBoolean());
        if (json.TryGetProperty("message", out var message))
            return new MessageWait(key, element, message.GetString()!, json.GetProperty("correlation").GetString()!);
        var dueAt = DateTimeOffset.ParseExact(json.GetProperty("dueAt").GetString()!, "o", CultureInfo.InvariantCulture);
        return new TimerWait(key, element, dueAt, json.TryGetProperty("left", out var left)
            ? new(left.GetInt32(), new(json.GetProperty("months").GetInt32(), new(json.GetProperty("ticks").GetInt64())))
            : null);
    }

    private static void WriteParked(Utf8JsonWriter json, ParkedFlow flow)
    {
        json.WriteStartObject();
        json.WriteNumber("key", flow.Key);
        json.WriteString("flow", flow.FlowId);
        json.WriteString("element", flow.ElementId);
        json.WriteNumber("scope", flow.Scope);
        if (flow.Incident is not null)
            json.WriteString("incident", flow.Incident);
        json.WriteEndObject();
    }

    private static ParkedFlow ReadParked(JsonElement json) =>
        new(json.GetProperty("key").GetInt64(), json.GetProperty("flow").GetString()!, json.GetProperty("element").GetString()!, json.GetProperty("scope").GetInt64(),
            json.TryGetProperty("incident", out var incident) ? incident.GetString() : null);
}
