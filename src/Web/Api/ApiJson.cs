using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Rectification.Web.Api;

/// <summary>How the API writes JSON: camelCase names and enums, Chinese unescaped, instants in the street's own time.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        // Escapes what HTML could take for markup, nothing else.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new LocalInstant());
        // "12" is not 12: a wrong type is told, not guessed.
        options.NumberHandling = JsonNumberHandling.Strict;
        return options;
    }

    private sealed class LocalInstant : JsonConverter<DateTimeOffset>
    {
        private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToOffset(Shanghai).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
    }
}
