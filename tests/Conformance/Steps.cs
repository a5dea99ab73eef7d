using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Playing;

namespace Rectification.Conformance;

/// <summary>Plays one case step by step.</summary>
internal sealed class Steps(World world, Case @case)
{
    public string? Failure()
    {
        if (@case.Json.TryGetProperty("startFirst", out var first))
            Start(first);
        if (@case.Json.TryGetProperty("start", out var start) && start.ValueKind == JsonValueKind.Object)
            Start(start);
        var number = 0;
        foreach (var step in @case.Json.GetProperty("steps").EnumerateArray())
        {
            number++;
            foreach (var part in step.EnumerateObject())
                if (Play(part, step) is { } failure)
                    return $"step {number}: {failure}{ExecutionCheck.Told(world)}";
        }
        return null;
    }

    public static string? Different(JsonElement labels, World world)
    {
        var wanted = labels.EnumerateArray().Select(l => l.GetString()!).ToList();
        var open = world.Running.SelectMany(i => i.OpenTasks).ToList();
        var left = open.ToList();
        var isSame = wanted.Count == open.Count
            && wanted.TrueForAll(label => left.Find(t => Matches(t, label)) is { } found && left.Remove(found));
        return isSame ? null : $"open [{string.Join(", ", open.Select(Label))}] instead of {labels}";
    }

    public static string? DifferentVariables(JsonElement variables, World world)
    {
        foreach (var variable in variables.EnumerateObject())
            if (!world.Instances.Any(i => Equals(i.State.Variables[variable.Name], ExecutionCheck.ValueOf(variable.Value))))
                return $"{variable.Name} is {world.Instances.Select(i => i.State.Variables[variable.Name]).FirstOrDefault()} instead of {variable.Value}";
        return null;
    }

    private string? Play(JsonProperty part, JsonElement step)
    {
        var value = part.Value;
        switch (part.Name)
        {
            case "expectTasks":
                return Different(value, world);
            case "assignees":
                return Assignees(value);
            case "expectTasksInclude":
                return value.EnumerateArray().FirstOrDefault(l => !IsOpen(l.GetString()!)) is { ValueKind: JsonValueKind.String } missing ? $"{missing} is not open" : null;
            case "expectTasksExclude":
                return value.EnumerateArray().FirstOrDefault(l => IsOpen(l.GetString()!)) is { ValueKind: JsonValueKind.String } present ? $"{present} is open" : null;
            case "expectWaiting":
                return Waiting(value);
            case "expectInstances":
                return Instances(value);
            case "expectEnded":
                return world.Running.Any() != value.GetBoolean() ? null : value.GetBoolean() ? "has not ended" : "has ended";
            case "expectVariables":
                return DifferentVariables(value, world);
            case "complete":
                return Complete(value.GetString()!, step);
            case "advanceTime":
                world.AdvanceTo(world.Now + ExecutionCheck.Span(value));
                return null;
            case "setTime":
                world.AdvanceTo(ExecutionCheck.Instant(value));
                return null;
            case "message":
                return Message(value, step.TryGetProperty("expectNotDelivered", out var not) && not.GetBoolean());
            case "signal":
                world.Signal(value.GetProperty("name").GetString()!, VariablesIn(value));
                return null;
            case "setVariables":
                foreach (var instance in world.Running.ToList())
                    world.Do(instance, new Command.SetVariables(ExecutionCheck.VariablesOf(value)));
                return null;
            case "startProcess":
                return Start(value);
            case "trigger":
                return Send(Dialects.Adapter.TriggerOf(value.GetString()!), null, null, Variables.Empty) > 0 ? null : $"{value} waits for nothing";
            case "variables" or "loopIndex" or "expectNotDelivered":
                return null;
            default:
                return $"unknown step {part.Name}";
        }
    }

    private string? Start(JsonElement start)
    {
        var variables = VariablesIn(start);
        if (start.TryGetProperty("businessKey", out var key) && key.ValueKind == JsonValueKind.String)
            variables = variables.With("businessKey", key.GetString());
        var process = start.GetProperty("process").GetString();
        return world.Start(world.Definitions.First(definition => definition.Id == process), variables) is null ? "did not start" : null;
    }

    private string? Complete(string label, JsonElement step)
    {
        var wanted = step.TryGetProperty("loopIndex", out var index) ? index.GetInt32() : -1;
        foreach (var instance in world.Running.ToList())
            foreach (var task in instance.OpenTasks)
                if (Matches(task, label) && (wanted < 0 || task.Variables["loopCounter"] is decimal counter && counter == wanted + 1))
                {
                    world.Do(instance, new Command.CompleteTask(task.Key, VariablesIn(step)));
                    return null;
                }
        return $"{label} is not open";
    }

    private string? Message(JsonElement message, bool isRefused)
    {
        var name = message.GetProperty("name").GetString()!;
        var receivers = Send(name, Text(message, "key"), Text(message, "element"), VariablesIn(message));
        return receivers > 0 == isRefused ? $"message {message.GetProperty("name")} had {receivers} receivers" : null;
    }

    // A suite's message goes to one of those who wait for it; one that nobody waits for begins what it begins.
    private int Send(string name, string? key, string? elementId, Variables variables)
    {
        foreach (var instance in world.Running)
            foreach (var waiting in instance.AwaitedMessages)
                if (waiting.MessageName == name && (key is null || waiting.CorrelationKey == key) && (elementId is null || waiting.ElementId == elementId))
                    return world.Do(instance, new Command.DeliverMessage(waiting.Key, variables)) ? 1 : 0;
        return elementId is null ? world.Send(name, key, variables) : 0;
    }

    private static string? Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out var given) && given.GetString() is { Length: > 0 } text ? text : null;

    private string? Assignees(JsonElement wanted)
    {
        var found = world.Running.SelectMany(i => i.OpenTasks).Select(t => t.Assignee ?? "").Order(StringComparer.Ordinal).ToList();
        return wanted.EnumerateArray().Select(a => a.GetString()!).Order(StringComparer.Ordinal).SequenceEqual(found)
            ? null
            : $"assignees [{string.Join(", ", found)}] instead of {wanted}";
    }

    private string? Waiting(JsonElement wanted)
    {
        foreach (var same in wanted.EnumerateArray().Select(e => e.GetString()!).GroupBy(e => e))
            if (world.Running.Sum(i => WaitingAt(i.State, same.Key)) is var found && found != same.Count())
                return $"{found} tokens wait at {same.Key} instead of {same.Count()}";
        return null;
    }

    /// <summary>How many tokens stand at an element, or wait for it behind an event-based gateway.</summary>
    private static int WaitingAt(ProcessState state, string elementId) =>
        Math.Max(state.Tokens.Count(t => t.ElementId == elementId) + state.Parked.Count(p => p.ElementId == elementId),
            state.Tokens.SelectMany(t => t.Waits).Count(w => w.ElementId == elementId));

    private string? Instances(JsonElement wanted)
    {
        foreach (var count in wanted.EnumerateObject())
            if (world.Running.Count(i => i.Definition.Id == count.Name) is var found && found != count.Value.GetInt32())
                return $"{found} of {count.Name} run instead of {count.Value}";
        return null;
    }

    private bool IsOpen(string label) => world.Running.Any(i => i.OpenTasks.Any(t => Matches(t, label)));

    private static bool Matches(Effect.OpenTask task, string label) => Label(task) == label || task.ElementId == label;

    // Names with expressions in them are evaluated as a property that the adapter wrote.
    private static string Label(Effect.OpenTask task) =>
        task.Properties.GetValueOrDefault("label") as string ?? (task.Name.Length > 0 ? task.Name : task.ElementId);

    private static Variables VariablesIn(JsonElement step) =>
        step.TryGetProperty("variables", out var variables) && variables.ValueKind == JsonValueKind.Object ? ExecutionCheck.VariablesOf(variables) : Variables.Empty;
}
