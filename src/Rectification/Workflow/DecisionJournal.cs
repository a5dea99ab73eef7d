using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Decisions;

namespace Rectification.Workflow;

/// <summary>Keeps with a case what a decision was asked, what it answered and why. Scoped.</summary>
public sealed class DecisionJournal(Journal journal)
{
    public const string What = "decision.made";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Add(CaseRow @case, string decisionId, DecisionAnswer answer, string? elementId = null, InstanceRow? instance = null) =>
        journal.Add(@case, What, DecisionWords.Sentence(decisionId, answer), elementId, Data(decisionId, answer), instance);

    internal static string Data(string decisionId, DecisionAnswer answer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("decision", decisionId);
            json.WriteString("file", answer.Source?.Key);
            json.WriteNumber("version", answer.Source?.Version ?? 0);
            json.WritePropertyName("value");
            VariablesJson.WriteValue(json, answer.Value);
            json.WriteString("problem", answer.Problem);
            json.WriteStartArray("misfits");
            foreach (var misfit in answer.Misfits)
                json.WriteStringValue(misfit);
            json.WriteEndArray();
            json.WriteStartArray("why");
            foreach (var told in answer.Why)
                Write(json, told);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, DecisionTold told)
    {
        json.WriteStartObject();
        json.WriteString("id", told.Id);
        json.WriteString("name", told.Name);
        json.WritePropertyName("inputs");
        VariablesJson.Write(json, told.Inputs);
        json.WritePropertyName("value");
        VariablesJson.WriteValue(json, told.Value);
        json.WriteStartArray("rules");
        foreach (var rule in told.Rules)
        {
            json.WriteStartObject();
            json.WriteString("table", rule.Table);
            json.WriteNumber("row", rule.Row);
            json.WritePropertyName("tested");
            VariablesJson.Write(json, rule.Tested);
            json.WriteStartArray("annotations");
            foreach (var annotation in rule.Annotations)
                json.WriteStringValue(annotation);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
