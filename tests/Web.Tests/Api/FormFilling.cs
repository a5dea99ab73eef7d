using System.Globalization;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

/// <summary>Fills a task's form from its schema alone, as a script that has never seen it: what is required, and nothing else. A date is a deadline, seven days ahead.</summary>
internal static class FormFilling
{
    public static Dictionary<string, object?> Fill(JsonElement form, string outcome, DateOnly today)
    {
        Dictionary<string, object?> values = new() { ["outcome"] = outcome, ["noPhotoReason"] = "现场光线不足，无法拍照" };
        foreach (var field in Fields(form))
        {
            if (!field.TryGetProperty("key", out var key) || key.GetString() is "outcome" or null)
                continue;
            if (!field.TryGetProperty("validate", out var rules) || !rules.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.True)
                continue;
            if (Value(field, today) is { } value)
                values[key.GetString()!] = value;
        }
        return values;
    }

    public static IEnumerable<JsonElement> Fields(JsonElement form)
    {
        foreach (var component in form.GetProperty("components").EnumerateArray())
        {
            yield return component;
            if (component.TryGetProperty("components", out _))
                foreach (var inner in Fields(component))
                    yield return inner;
        }
    }

    private static object? Value(JsonElement field, DateOnly today) => field.GetProperty("type").GetString() switch
    {
        "textfield" or "textarea" => "已按要求办理",
        "number" => 3,
        "datetime" => today.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "radio" or "select" => First(field),
        "checklist" or "taglist" => new[] { First(field) },
        "checkbox" => true,
        _ => null,
    };

    private static string First(JsonElement field) => field.GetProperty("values")[0].GetProperty("value").GetString()!;
}
