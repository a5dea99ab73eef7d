using System.Text.Json;

namespace Rectification.Conformance;

/// <summary>The list of cases; the form of each is described in the file itself.</summary>
internal static class Manifest
{
    public static List<Case> Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(json => new Case(json.Clone(), folder))];
    }
}

internal sealed class Case(JsonElement json, string folder)
{
    public JsonElement Json { get; } = json;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Kind { get; } = json.GetProperty("kind").GetString()!;

    public string Suite { get; } = json.GetProperty("suite").GetString()!;

    public string Tier { get; } = json.TryGetProperty("tier", out var tier) ? tier.GetString()! : "core";

    public string Dialect => Json.TryGetProperty("dialect", out var dialect) ? dialect.GetString() ?? "" : "";

    public IEnumerable<string> Files => Json.GetProperty("files").EnumerateArray().Select(file => Path.Combine(folder, file.GetString()!));

    public bool Flag(string name) => Json.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
