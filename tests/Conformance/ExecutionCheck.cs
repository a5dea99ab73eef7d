using System.Globalization;
using System.Text.Json;
using System.Xml;
using Rectification.Conformance.Dialects;
using Rectification.Engine;
using Rectification.Engine.Reading;

namespace Rectification.Conformance;

/// <summary>Runs the steps of a case and compares.</summary>
internal static class ExecutionCheck
{
    public static string? Failure(Case @case)
    {
        var world = new World();
        if (@case.Json.TryGetProperty("clock", out var clock))
            world.SetClock(Instant(clock));
        var expected = @case.Json.GetProperty("expect");
        foreach (var file in @case.Files)
        {
            var reading = BpmnReader.Read(Adapter.Translate(File.ReadAllText(file), @case));
            if (reading.Problems.FirstOrDefault(p => !p.IsWarning) is { } problem)
                return Expects(expected, "deployFails", "startFails", "deployOrRuntimeError") ? null : $"not deployed: {problem.ElementId}: {problem.Text}";
            world.Deploy(reading.Processes);
        }
        if (Expects(expected, "deployFails"))
            return "was deployed";
        return new Steps(world, @case).Failure() ?? Compare(world, expected);
    }

    public static Variables VariablesOf(JsonElement json) =>
        Variables.From(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ValueOf(p.Value))));

    public static object? ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => System.Collections.Immutable.ImmutableArray.CreateRange(json.EnumerateArray().Select(ValueOf)),
        JsonValueKind.Object => VariablesOf(json),
        _ => null,
    };

    public static DateTimeOffset Instant(JsonElement json) =>
        DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeSpan Span(JsonElement json) => XmlConvert.ToTimeSpan(json.GetString()!);

    private static string? Compare(World world, JsonElement expected)
    {
        var failed = world.Faults.Count > 0 || world.Instances.Count == 0 || world.Instances.Exists(i => i.End?.Ending == Ending.Error);
        if (Expects(expected, "runtimeError", "deployOrRuntimeError") && !failed)
            return "no error came";
        if (Expects(expected, "startFails"))
            return failed && !world.Running.Any(i => i.Tasks.Count > 0) ? null : "was started";
        if (Expects(expected, "endedByUncaughtError") && !world.Instances.Exists(i => i.End?.Ending == Ending.Error))
            return "did not end by the error";
        if (expected.TryGetProperty("ended", out var ended) && world.Running.Any() == ended.GetBoolean())
            return ended.GetBoolean() ? $"has not ended{Told(world)}" : "has ended";
        if (expected.TryGetProperty("tasksOpen", out var open) && Steps.Different(open, world) is { } tasks)
            return $"{tasks} at the end{Told(world)}";
        if (expected.TryGetProperty("variables", out var variables) && Steps.DifferentVariables(variables, world) is { } different)
            return different;
        if (!expected.TryGetProperty("trace", out var trace))
            return null;
        var wanted = trace.EnumerateArray().Select(t => t.GetString()!).Order(StringComparer.Ordinal);
        return wanted.SequenceEqual(world.Trace.Order(StringComparer.Ordinal))
            ? null
            : $"trace [{string.Join(' ', world.Trace)}] instead of {trace}{Told(world)}";
    }

    public static string Told(World world) => world.Faults.Count == 0 ? "" : $" ({world.Faults[0]})";

    private static bool Expects(JsonElement expected, params string[] names) =>
        names.Any(name => expected.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True);
}
