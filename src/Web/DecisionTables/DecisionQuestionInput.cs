using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Web.DecisionTables;

/// <summary>What somebody tries a decision with, as it stands in the address.</summary>
/// <param name="Errors">By the name of the input.</param>
public sealed record DecisionQuestionInput(Variables Values, ImmutableDictionary<string, string> Errors)
{
    private const int MostItems = 100;

    public static DecisionQuestionInput Read(ImmutableArray<InputSheet> inputs, IQueryCollection query)
    {
        var (values, errors) = (Variables.Empty, ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal));
        foreach (var input in inputs)
        {
            var written = query[input.Name].OfType<string>().Where(text => text.Length > 0).Take(MostItems).ToList();
            if (input.Type.IsCollection)
                values = values.With(input.Name, written.Select(text => (object?)text).ToImmutableArray());
            else if (written is [var text, ..])
                values = values.With(input.Name, Value(input, text, errors));
        }
        return new(values, errors.ToImmutable());
    }

    private static object? Value(InputSheet input, string text, ImmutableDictionary<string, string>.Builder errors)
    {
        switch (input.Type.Feel)
        {
            case "boolean":
                return text is "true" or "1";
            case "number":
                if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
                    return number;
                errors[input.Name] = "请填数字";
                return null;
            case "date":
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                errors[input.Name] = "请按 2026-03-05 的样子填写日期";
                return null;
            default:
                return text;
        }
    }
}
