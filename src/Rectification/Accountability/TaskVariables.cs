using System.Text.Json;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Reads what a task saw when it opened.</summary>
internal static class TaskVariables
{
    public static string? Text(TaskRow task, string name)
    {
        using var variables = JsonDocument.Parse(task.Variables);
        return variables.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
