using System.Collections.Frozen;

namespace Rectification.Engine.Feel;

/// <summary>Functions whose value, when it isn't null, is of one type whatever they are given.</summary>
internal static class BuiltinResults
{
    private static readonly FrozenDictionary<string, string> Types = new (string Type, string[] Functions)[]
    {
        ("string", ["string", "substring", "upper case", "lower case", "trim", "substring before", "substring after", "replace", "string join", "day of week", "month of year"]),
        ("number", ["number", "count", "string length", "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down", "modulo", "sqrt", "log", "exp",
            "day of year", "week of year", "workdays between"]),
        ("boolean", ["contains", "starts with", "ends with", "matches", "list contains", "all", "any", "and", "or", "odd", "even", "not", "is defined", "is", "is workday"]),
        ("list", ["get entries", "sublist", "append", "concatenate", "union", "insert before", "remove", "reverse", "index of", "distinct values", "flatten", "sort", "split"]),
        ("context", ["context", "context put", "context merge"]),
        ("date", ["date", "today"]),
        ("time", ["time"]),
        ("date and time", ["date and time", "now"]),
        ("years and months duration", ["years and months duration"]),
    }.SelectMany(each => each.Functions.Select(function => KeyValuePair.Create(function, each.Type))).ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(string function) => Types.GetValueOrDefault(function);
}
