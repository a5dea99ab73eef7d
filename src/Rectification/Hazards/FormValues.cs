using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;

namespace Rectification.Hazards;

/// <summary>Reads what a form let through; an empty text counts as none.</summary>
public static class FormValues
{
    extension(Variables values)
    {
        public string? Text(string name) =>
            values[name] is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        public decimal? Number(string name) => values[name] switch
        {
            decimal number => number,
            string text when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

        public bool Flag(string name) => values[name] is true or "true";

        public DateOnly? Date(string name) => values[name] switch
        {
            DateOnly day => day,
            string text when DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) => day,
            _ => null,
        };

        public ImmutableArray<string> Texts(string name) => values[name] switch
        {
            string text when text.Length > 0 => [text],
            ImmutableArray<object?> many => [.. many.OfType<string>()],
            _ => [],
        };

        public ImmutableArray<Guid> FileIds(string name) =>
            [.. values.Texts(name).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Distinct()];
    }
}
