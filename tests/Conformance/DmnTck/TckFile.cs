using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Rectification.Engine;
using Feel = Rectification.Engine.Feel;

namespace Rectification.Conformance.DmnTck;

/// <summary>A test file of the DMN TCK.</summary>
internal static class TckFile
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static IEnumerable<TckCase> Read(string path)
    {
        foreach (var test in Parts(XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!, "testCase"))
        {
            var inputs = Parts(test, "inputNode").Select(node => new KeyValuePair<string, object?>((string)node.Attribute("name")!, Value(node)));
            var results = Parts(test, "resultNode").Select(node => new TckResult(
                (string)node.Attribute("name")!,
                Parts(node, "expected").FirstOrDefault() is { } expected ? Value(expected) : null));
            var service = (string?)test.Attribute("type") == "decisionService" ? (string?)test.Attribute("invocableName") : null;
            yield return new((string?)test.Attribute("id") ?? "", Variables.From(inputs), service, [.. results]);
        }
    }

    /// <summary>The value inside an element: a list, a context of components, or one value.</summary>
    private static object? Value(XElement holder)
    {
        if ((string?)holder.Attribute(Instance + "nil") == "true")
            return null;
        if (Parts(holder, "list").FirstOrDefault() is { } list)
            return (string?)list.Attribute(Instance + "nil") == "true" ? null : Parts(list, "item").Select(Value).ToImmutableArray();
        var components = Parts(holder, "component").ToList();
        if (components.Count > 0)
            return Variables.From(components.Select(part => new KeyValuePair<string, object?>((string)part.Attribute("name")!, Value(part))));
        return Parts(holder, "value").FirstOrDefault() is { } value ? Scalar(value) : null;
    }

    private static object? Scalar(XElement value)
    {
        if ((string?)value.Attribute(Instance + "nil") == "true")
            return null;
        var type = (string?)value.Attribute(Instance + "type") ?? "string";
        var text = value.Value;
        return type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
        {
            "boolean" => text.Trim() is "true" or "1",
            "decimal" or "double" or "float" or "integer" or "int" or "long" => Number(text.Trim()),
            "date" => Temporal("date", text),
            "time" => Temporal("time", text),
            "dateTime" => Temporal("date and time", text),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Temporal("duration", text),
            _ => text,
        };
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // FEEL reads its own notation; a value that it can't read must not count as an expected null.
    private static object Temporal(string kind, string text) => Feel.Temporal.Read(text.Trim()) ?? $"unreadable {kind} {text}";

    private static IEnumerable<XElement> Parts(XElement element, string name) => element.Elements().Where(each => each.Name.LocalName == name);
}

/// <param name="Service">The decision service to invoke; null when decisions are asked one by one.</param>
internal sealed record TckCase(string Id, Variables Inputs, string? Service, ImmutableArray<TckResult> Results);

internal sealed record TckResult(string Name, object? Expected);
