using System.Globalization;
using System.Text.Json;
using System.Xml;
using Rectification.Conformance.Dialects;
using Rectification.Engine;
using Rectification.Engine.Playing;
using Rectification.Engine.Reading;

namespace Rectification.Conformance;

/// <summary>Runs the steps of a case and compares.</summary>
internal static class ExecutionCheck
{
    public static string? Failure(Case @case)
    {
        var trace = new List<string>();
        var world = new World(new()
        {
            From = @case.Json.TryGetProperty("clock", out var clock) ? Instant(clock) : new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Calendar = new(0, TimeSpan.Zero, [], [], []),
            Jobs = job => Script.Run(job, trace),
            Calls = call => new Answer.Failed($"'{call.ProcessId}' is not there."),
        });
        var expected = @case.Json.GetProperty("expect");
        foreach (var file in @case.Files)
        {
            var reading = BpmnReader.Read(Adapter.Translate(File.ReadAllText(file), @case));
            if (reading.Problems.FirstOrDefault(p => !p.IsWarning) is { } problem)
                return Expects(expected, "deployFails", "startFails", "deployOrRuntimeError") ? null : $"not deployed: {problem.ElementId}: {problem.Text}";
            foreach (var process in reading.Processes)
                world.Deploy(process);
        }
        if (Expects(expected, "deployFails"))
            return "was deployed";
        return new Steps(world, @case).Failure() ?? Compare(world, trace, expected);
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

    private static string? Compare(World world, List<string> trace, JsonElement expected)
    {
        var failed = world.Incidents.Count > 0 || world.Instances.Count == 0 || world.Instances.Any(i => i.End?.Ending == Ending.Error);
        if (Expects(expected, "runtimeError", "deployOrRuntimeError") && !failed)
            return "no error came";
        if (Expects(expected, "startFails"))
            return failed && !world.Running.Any(i => i.OpenTasks.Any()) ? null : "was started";
        if (Expects(expected, "endedByUncaughtError") && !world.Instances.Any(i => i.End?.Ending == Ending.Error))
            return "did not end by the error";
        if (expected.TryGetProperty("ended", out var ended) && world.Running.Any() == ended.GetBoolean())
            return ended.GetBoolean() ? $"has not ended{Told(world)}" : "has ended";
        if (expected.TryGetProperty("tasksOpen", out var open) && Steps.Different(open, world) is { } tasks)
            return $"{tasks} at the end{Told(world)}";
        if (expected.TryGetProperty("variables", out var variables) && Steps.DifferentVariables(variables, world) is { } different)
            return different;
        if (!expected.TryGetProperty("trace", out var told))
            return null;
        var wanted = told.EnumerateArray().Select(t => t.GetString()!).Order(StringComparer.Ordinal);
        return wanted.SequenceEqual(trace.Order(StringComparer.Ordinal))
            ? null
            : $"trace [{string.Join(' ', trace)}] instead of {told}{Told(world)}";
    }

    public static string Told(World world) => (world.Problem ?? world.Incidents.Select(incident => incident.Message).FirstOrDefault()) is { } why ? $" ({why})" : "";

    private static bool Expects(JsonElement expected, params string[] names) =>
        names.Any(name => expected.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True);
}
