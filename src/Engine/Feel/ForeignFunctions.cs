using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>
/// <c>external { java: { class: …, method signature: … } }</c> (DMN 1.5, 10.3.2.13.3). No Java runs here; the pure functions of Java's own library that
/// models use are done by the platform's, so that such models mean the same. Anything else is not to be had, and PMML neither.
/// </summary>
internal static class ForeignFunctions
{
    private static readonly SearchValues<char> FormatFlags = SearchValues.Create("0123456789.-+,");

    private static readonly string[] Numeric = ["int", "long", "short", "byte", "float", "double"];

    private static readonly Dictionary<string, Func<double, double>> OfOne = new(StringComparer.Ordinal)
    {
        ["abs"] = Math.Abs, ["sqrt"] = Math.Sqrt, ["cbrt"] = Math.Cbrt, ["exp"] = Math.Exp, ["log"] = Math.Log, ["log10"] = Math.Log10,
        ["sin"] = Math.Sin, ["cos"] = Math.Cos, ["tan"] = Math.Tan, ["asin"] = Math.Asin, ["acos"] = Math.Acos, ["atan"] = Math.Atan,
        ["ceil"] = Math.Ceiling, ["floor"] = Math.Floor, ["rint"] = number => Math.Round(number, MidpointRounding.ToEven),
        ["signum"] = number => Math.Sign(number), ["round"] = number => Math.Floor(number + 0.5),
        ["incrementExact"] = number => number + 1, ["decrementExact"] = number => number - 1, ["negateExact"] = number => -number,
        ["toRadians"] = number => number / 180 * Math.PI, ["toDegrees"] = number => number / Math.PI * 180,
    };

    private static readonly Dictionary<string, Func<double, double, double>> OfTwo = new(StringComparer.Ordinal)
    {
        ["max"] = Math.Max, ["min"] = Math.Min, ["pow"] = Math.Pow, ["atan2"] = Math.Atan2, ["hypot"] = (x, y) => Math.Sqrt((x * x) + (y * y)),
        ["addExact"] = (x, y) => x + y, ["subtractExact"] = (x, y) => x - y, ["multiplyExact"] = (x, y) => x * y,
        ["floorDiv"] = (x, y) => Math.Floor(x / y), ["floorMod"] = (x, y) => x - (Math.Floor(x / y) * y),
    };

    /// <summary>What a context of class and signature names; null when it isn't known here, or takes another number of arguments.</summary>
    public static ForeignFunction? Find(Variables java, int arguments) =>
        java["class"] is string type && java["method signature"] is string signature ? Find(type.Trim(), signature, arguments) : null;

    private static ForeignFunction? Find(string type, string signature, int arguments)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        if (open < 1 || !signature.TrimEnd().EndsWith(')'))
            return null;
        var name = signature[..open].Trim();
        string[] parameters = [.. signature.Trim()[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain)];
        if (parameters.Length != arguments)
            return null;
        return (type, parameters) switch
        {
            ("java.lang.Math" or "java.lang.StrictMath", [var one]) when Numeric.Contains(one) && OfOne.TryGetValue(name, out var function) =>
                (_, a) => Number(a[0], one) is { } x ? Given(function(x), one) : null,
            ("java.lang.Math" or "java.lang.StrictMath", [var one, var two]) when Numeric.Contains(one) && Numeric.Contains(two) && OfTwo.TryGetValue(name, out var function) =>
                (_, a) => Number(a[0], one) is { } x && Number(a[1], two) is { } y ? Given(function(x, y), one) : null,
            ("java.lang.String", [var one]) when name == "valueOf" => (_, a) => Text(a[0], one),
            ("java.lang.String", ["String", "Object[]"]) when name == "format" => (run, a) => a[0] is string form ? Formatted(run, form, a[1]) : null,
            ("java.lang.Integer" or "java.lang.Long" or "java.lang.Double" or "java.lang.Float" or "java.lang.Short" or "java.lang.Byte", ["String"])
                when name is "valueOf" || name.StartsWith("parse", StringComparison.Ordinal) => (_, a) => a[0] is string text ? Parsed(text, Plain(type)) : null,
            ("java.lang.Integer" or "java.lang.Long" or "java.lang.Double" or "java.lang.Float" or "java.lang.Short" or "java.lang.Byte", [var one])
                when name == "valueOf" && one == Plain(type) => (_, a) => Number(a[0], one) is { } x ? Given(x, one) : null,
            ("java.lang.Boolean", ["boolean"]) when name == "valueOf" => (_, a) => a[0] as bool?,
            ("java.lang.Integer" or "java.lang.Long" or "java.lang.Double" or "java.lang.Float" or "java.lang.Short" or "java.lang.Byte", [var one, var two])
                when name is "max" or "min" or "sum" && Numeric.Contains(one) && one == two =>
                (_, a) => Number(a[0], one) is { } x && Number(a[1], one) is { } y ? Given(name == "sum" ? x + y : OfTwo[name](x, y), one) : null,
            _ => null,
        };
    }

    // "java.lang.Integer" is an "int" that may be null; "[Ljava.lang.Object;" and "Object..." are arrays.
    private static string Plain(string type) => type switch
    {
        "java.lang.Integer" => "int",
        "java.lang.Long" => "long",
        "java.lang.Short" => "short",
        "java.lang.Byte" => "byte",
        "java.lang.Float" => "float",
        "java.lang.Double" => "double",
        "java.lang.Boolean" => "boolean",
        "java.lang.Character" => "char",
        "java.lang.String" => "String",
        "java.lang.Object" => "Object",
        "[Ljava.lang.Object;" or "java.lang.Object[]" or "java.lang.Object..." => "Object[]",
        _ => type,
    };

    private static double? Number(object? value, string type)
    {
        if (value is not decimal number)
            return null;
        var (least, most) = type switch
        {
            "byte" => (sbyte.MinValue, sbyte.MaxValue),
            "short" => (short.MinValue, short.MaxValue),
            "int" => (int.MinValue, int.MaxValue),
            "long" => (long.MinValue, long.MaxValue),
            _ => (decimal.MinValue, decimal.MaxValue),
        };
        var isWhole = type is not ("float" or "double");
        return number < least || number > most ? null : (double)(isWhole ? decimal.Truncate(number) : number);
    }

    private static decimal? Given(double result, string type)
    {
        // As a double the largest decimal is one that is too large already.
        var rounded = type == "float" ? (float)result : result;
        if (!(Math.Abs(rounded) < (double)decimal.MaxValue))
            return null;
        return type == "float" ? (decimal)(float)rounded : (decimal)rounded;
    }

    private static string? Text(object? value, string type) => (value, type) switch
    {
        (decimal number, "int" or "long" or "short" or "byte") => decimal.Truncate(number).ToString(CultureInfo.InvariantCulture),
        (decimal number, "float" or "double") => number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture) + ".0" : Numbers.Plain(number).ToString(CultureInfo.InvariantCulture),
        (bool truth, "boolean") => truth ? "true" : "false",
        (string { Length: 1 } character, "char") => character,
        (_, "Object") => Shown(value),
        _ => null,
    };

    private static string Shown(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        decimal number => Numbers.Plain(number).ToString(CultureInfo.InvariantCulture),
        string text => text,
        _ => Temporal.Write(value) ?? "",
    };

    private static decimal? Parsed(string text, string type)
    {
        var style = type is "float" or "double" ? NumberStyles.Float : NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && Number(number, type) is not null ? number : null;
    }

    /// <summary>Java's format of "%s", "%d" and "%.2f" with width and sign; null for other letters or too few values.</summary>
    private static string? Formatted(Evaluation run, string form, object? values)
    {
        var (text, next) = (new StringBuilder(), 0);
        var list = values is ImmutableArray<object?> many ? many : [values];
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] != '%')
            {
                text.Append(form[i]);
                continue;
            }
            var letter = form.AsSpan(i + 1).IndexOfAnyExcept(FormatFlags);
            if (letter < 0)
                return null;
            var flags = form.Substring(i + 1, letter);
            i += 1 + letter;
            if (form[i] is '%' or 'n')
            {
                text.Append(form[i] == '%' ? '%' : '\n');
                continue;
            }
            if (next >= list.Length || Piece(form[i], flags, list[next++]) is not { } piece)
                return null;
            run.Charge(piece.Length / 16);
            text.Append(piece);
            if (text.Length > Evaluation.LongestText)
                return null;
        }
        return text.ToString();
    }

    private static string? Piece(char letter, string flags, object? value)
    {
        var point = flags.IndexOf('.', StringComparison.Ordinal);
        var digits = 6;
        if (point >= 0 && (!int.TryParse(flags.AsSpan(point + 1), NumberStyles.None, CultureInfo.InvariantCulture, out digits) || digits > 28))
            return null;
        var before = point < 0 ? flags : flags[..point];
        var written = (letter, value) switch
        {
            ('s', _) => Shown(value),
            ('d', decimal number) when number == decimal.Truncate(number) => number.ToString(before.Contains(',') ? "#,0" : "0", CultureInfo.InvariantCulture),
            ('f', decimal number) => Numbers.Round(number, digits, Numbers.Rounding.HalfUp).ToString((before.Contains(',') ? "N" : "F") + digits, CultureInfo.InvariantCulture),
            ('b', _) => value is null or false ? "false" : "true",
            _ => null,
        };
        if (written is null)
            return null;
        if (before.Contains('+') && value is >= 0m)
            written = "+" + written;
        var width = before.Trim('-', '+', ',');
        if (width.Length == 0)
            return written;
        if (!int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var wide) || wide > 1000)
            return null;
        return before.Contains('-') ? written.PadRight(wide) : written.PadLeft(wide, width[0] == '0' ? '0' : ' ');
    }
}

/// <summary>What stands in for a function of another library. It never throws but <see cref="FeelExhausted"/>; what has no value is null.</summary>
internal delegate object? ForeignFunction(Evaluation run, object?[] arguments);
