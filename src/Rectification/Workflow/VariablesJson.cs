using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Feel;

namespace Rectification.Workflow;

/// <summary>
/// FEEL values as JSON, in two forms. Plain is for the API: dates and durations are ISO text.
/// Typed is for storage: what JSON has no type for becomes an object with one field that begins with <c>$</c>, so that reading gives the same value.
/// </summary>
public static class VariablesJson
{
    /// <summary>State documents nest deeper than the reader's default allows.</summary>
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const string TimeFormat = "HH:mm:ss.FFFFFFF";

    public static void Write(Utf8JsonWriter json, Variables variables)
    {
        json.WriteStartObject();
        foreach (var (name, value) in variables)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case Variables context:
                Write(json, context);
                break;
            case ImmutableArray<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case DateOnly or DateTimeOffset or TimeOnly or TimeSpan or YearsMonths or FeelRange or FeelDate or FeelTime or FeelDateTime or FeelDuration:
                json.WriteStringValue(Text(value));
                break;
            default:
                WriteScalar(json, value);
                break;
        }
    }

    /// <summary>A JSON object as variables: numbers are decimals, texts stay texts.</summary>
    /// <exception cref="FormatException">Not an object, or a number beyond the range of decimals.</exception>
    public static Variables Read(JsonElement json) =>
        ReadValue(json) as Variables ?? throw new FormatException("Variables are a JSON object.");

    public static object? ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Variables.From(json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, ReadValue(field.Value)))),
        JsonValueKind.Array => json.EnumerateArray().Select(ReadValue).ToImmutableArray(),
        _ => ReadScalar(json),
    };

    public static void WriteTyped(Utf8JsonWriter json, Variables variables)
    {
        json.WriteStartObject();
        foreach (var (name, value) in variables)
        {
            json.WritePropertyName(name);
            WriteTypedValue(json, value);
        }
        json.WriteEndObject();
    }

    /// <summary>The top level is always variables, whatever their names.</summary>
    public static Variables ReadTyped(JsonElement json) =>
        Variables.From(json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, ReadTypedValue(field.Value))));

    public static void WriteTypedValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case ImmutableArray<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteTypedValue(json, item);
                json.WriteEndArray();
                break;
            case Variables context when context.Count != 1 || !context.Names.First().StartsWith('$'):
                WriteTyped(json, context);
                break;
            case Variables or DateOnly or DateTimeOffset or TimeOnly or TimeSpan or YearsMonths or FeelRange or FeelDate or FeelTime or FeelDateTime or FeelDuration:
                json.WriteStartObject();
                WriteMarked(json, value);
                json.WriteEndObject();
                break;
            default:
                WriteScalar(json, value);
                break;
        }
    }

    public static object? ReadTypedValue(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(ReadTypedValue).ToImmutableArray();
            case JsonValueKind.Object:
                var fields = json.EnumerateObject();
                return fields.MoveNext() && fields.Current.Name.StartsWith('$') && json.GetPropertyCount() == 1
                    ? ReadMarked(fields.Current)
                    : ReadTyped(json);
            default:
                return ReadScalar(json);
        }
    }

    private static void WriteMarked(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case Variables context:
                json.WritePropertyName("$context");
                WriteTyped(json, context);
                break;
            case DateOnly:
                json.WriteString("$date", Text(value));
                break;
            case DateTimeOffset:
                json.WriteString("$instant", Text(value));
                break;
            case TimeOnly:
                json.WriteString("$time", Text(value));
                break;
            case TimeSpan span:
                json.WriteNumber("$ticks", span.Ticks);
                break;
            case YearsMonths years:
                json.WriteNumber("$months", years.Months);
                break;
            case FeelRange range:
                json.WriteStartArray("$range");
                json.WriteBooleanValue(range.IncludesStart);
                WriteTypedValue(json, range.Start);
                WriteTypedValue(json, range.End);
                json.WriteBooleanValue(range.IncludesEnd);
                if (range.Of != RangeForm.Ends)
                    json.WriteStringValue(range.Of.ToString());
                json.WriteEndArray();
                break;
            default:
                json.WriteString("$feel", Temporal.Write(value));
                break;
        }
    }

    private static object ReadMarked(JsonProperty field) => field.Name switch
    {
        "$context" => ReadTyped(field.Value),
        "$date" => DateOnly.ParseExact(field.Value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        "$instant" => DateTimeOffset.ParseExact(field.Value.GetString()!, InstantFormat, CultureInfo.InvariantCulture),
        "$time" => TimeOnly.ParseExact(field.Value.GetString()!, TimeFormat, CultureInfo.InvariantCulture),
        "$ticks" => new TimeSpan(field.Value.GetInt64()),
        "$months" => new YearsMonths(field.Value.GetInt64()),
        "$range" => new FeelRange(field.Value[0].GetBoolean(), ReadTypedValue(field.Value[1]), ReadTypedValue(field.Value[2]), field.Value[3].GetBoolean())
        {
            Of = field.Value.GetArrayLength() > 4 ? Enum.Parse<RangeForm>(field.Value[4].GetString()!) : RangeForm.Ends,
        },
        "$feel" => Temporal.Read(field.Value.GetString()!) ?? throw new FormatException($"'{field.Value}' is no value of FEEL."),
        _ => throw new FormatException($"'{field.Name}' is not a type that this version writes."),
    };

    internal static string Text(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString(InstantFormat, CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(TimeFormat, CultureInfo.InvariantCulture),
        TimeSpan span => new IsoDuration(0, span).ToString(),
        FeelRange range => $"{(range.IncludesStart ? '[' : '(')}{End(range.Start)}..{End(range.End)}{(range.IncludesEnd ? ']' : ')')}",
        _ => Temporal.Write(value) ?? throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };

    private static string End(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text),
        _ => Text(value),
    };

    private static void WriteScalar(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(value.GetType().Name);
        }
    }

    private static object? ReadScalar(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
