using System.Collections.Immutable;
using System.Text.Json;

namespace Rectification.Workflow;

/// <summary>A decision as the journal keeps it: what was asked, what came out, and by which rows.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="File">Key of the file that answered, and its <paramref name="Version"/>.</param>
/// <param name="Problem">Why there was no answer; null when there was one.</param>
/// <param name="Why">Each decision that was evaluated on the way, the asked one last.</param>
public sealed record DecisionRecord(string Decision, string? File, int Version, JsonElement Value, string? Problem, ImmutableArray<DecidedPart> Why)
{
    /// <summary>Values that counted as null because they were not of the type declared for them, in words.</summary>
    public ImmutableArray<string> Misfits { get; init; } = [];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static DecisionRecord Of(string decisionId, Engine.DecisionAnswer answer) => Read(DecisionJournal.Data(decisionId, answer))!;

    /// <param name="data">Of an entry of kind <see cref="DecisionJournal.What"/>.</param>
    internal static DecisionRecord? Read(string data) => JsonSerializer.Deserialize<DecisionRecord>(data, Web);

    /// <summary>A value as people write it.</summary>
    public static string Show(JsonElement value) => DecisionWords.Show(VariablesJson.ReadValue(value));
}

/// <param name="Inputs">By name.</param>
public sealed record DecidedPart(string Id, string Name, JsonElement Inputs, JsonElement Value, ImmutableArray<MatchedRow> Rules);

/// <param name="Row">From 1, as drawn.</param>
/// <param name="Tested">Each input column's label and the value that was tested.</param>
public sealed record MatchedRow(string Table, int Row, JsonElement Tested, ImmutableArray<string> Annotations);
