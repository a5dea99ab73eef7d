namespace Rectification.Workflow;

/// <summary>One version of a decision file. What was decided by it stays with it.</summary>
public sealed class DecisionModelRow
{
    /// <summary>The id of its definitions.</summary>
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>By which other files import it.</summary>
    public required string Namespace { get; init; }

    public required string Xml { get; init; }

    /// <summary>Over the file and the versions that it imports: a change there is one here.</summary>
    public required string Digest { get; init; }

    /// <summary>The versions that it imports, as <see cref="VersionList"/>.</summary>
    public required string Imports { get; init; }

    /// <summary>Whether a decision in it carries a version tag: only then it is looked at by calls that name one.</summary>
    public required bool HasTags { get; init; }

    public required DateTimeOffset DeployedAt { get; init; }

    public required string DeployedBy { get; init; }
}

/// <summary>Versions of decision files as text: <c>grading:3 accountability:1</c>. Ids of XML hold neither blank nor colon.</summary>
internal static class VersionList
{
    public static string Write(IEnumerable<(string Key, int Version)> versions) =>
        string.Join(' ', versions.Distinct().OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}:{each.Version}"));

    public static IEnumerable<(string Key, int Version)> Read(string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(':'))
            .Select(parts => (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)));
}
