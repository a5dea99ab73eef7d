using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>Variables in a text column, in the plain form.</summary>
public static class VariablesText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Variables variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            VariablesJson.Write(json, variables);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public static Variables Read(string json)
    {
        using var document = JsonDocument.Parse(json, VariablesJson.Deep);
        return VariablesJson.Read(document.RootElement);
    }
}
