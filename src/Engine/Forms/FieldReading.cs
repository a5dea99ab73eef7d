using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>Turns what came in for one field into a FEEL value, or says what is wrong with it.</summary>
internal sealed class FieldReading(FormField field, Surroundings surroundings)
{
    private const int LongestWord = 500;
    private const int MostChoices = 200;
    private const int MostFiles = 20;

    private const string ExampleDate = "2026-03-05";

    public (object? Value, bool IsGiven, string? Error) Read(Variables input, Variables visible)
    {
        if (!input.TryGet(field.Key, out var raw))
        {
            if (field.DefaultValue is null)
                return field.Kind == FieldKind.Checkbox ? (false, true, null) : (null, false, null);
            raw = field.DefaultValue;
        }
        if (raw is string text && field is { IsText: false, Kind: not FieldKind.Checkbox })
            raw = text = text.Trim();
        if (raw is null or "")
            return field.Kind == FieldKind.Checkbox ? (false, true, null) : field.IsMany ? (ImmutableArray<object?>.Empty, true, null) : (null, true, null);

        var (value, error) = field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText => Text(raw),
            FieldKind.Number => Number(raw),
            FieldKind.Checkbox => Checkbox(raw),
            FieldKind.Radio or FieldKind.Select => Choice(raw, visible),
            FieldKind.Date => Date(raw),
            FieldKind.Time => Time(raw),
            FieldKind.DateTime => Instant(raw),
            FieldKind.Files => Files(raw),
            _ => Choices(raw, visible),
        };
        return (value, error is null, error);
    }

    private (object?, string?) Text(object raw)
    {
        if (raw is not string text)
            return (null, $"{field.Label}应当是文字");
        text = text.Trim().ReplaceLineEndings("\n");
        if (text.Length == 0)
            return (null, null);
        var length = 0;
        for (var i = 0; i < text.Length; i++, length++)
        {
            if (char.IsControl(text[i]) && !(text[i] is '\n' or '\t' && field.Kind == FieldKind.LongText))
                return (null, $"{field.Label}含有不能使用的控制字符，请删去后再提交");
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return (null, $"{field.Label}含有不完整的字符，请删去后再提交");
            i++;
        }
        if (length > field.MaxLength)
            return (null, $"{field.Label}最多 {field.MaxLength} 字，现在 {length} 字");
        if (length < field.MinLength)
            return (null, $"{field.Label}至少 {field.MinLength} 字，现在 {length} 字");
        if (field.Pattern is not { } pattern || pattern.Fits(text))
            return (text, null);
        return (null, ReferenceEquals(pattern, FormPattern.Email) ? $"{field.Label}不是有效的邮箱地址"
            : ReferenceEquals(pattern, FormPattern.Phone) ? $"{field.Label}不是有效的电话号码"
            : field.Description is { Length: > 0 } description ? $"{field.Label}的格式不对：{description}"
            : $"{field.Label}的格式不对");
    }

    private (object?, string?) Number(object raw)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        decimal number;
        if (raw is decimal own)
            number = own;
        else if (raw is not string { Length: < 50 } text || !decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out number))
            return (null, $"{field.Label}应当是数字，例如 3 或 1.5");
        if (field.DecimalDigits == 0 && number != decimal.Truncate(number))
            return (null, $"{field.Label}应当是整数");
        if (field.DecimalDigits is { } digits && digits < 28 && number != decimal.Round(number, digits))
            return (null, $"{field.Label}最多 {digits} 位小数");
        if (number < field.Min)
            return (null, $"{field.Label}不能小于 {Written(field.Min.Value)}");
        if (number > field.Max)
            return (null, $"{field.Label}不能大于 {Written(field.Max.Value)}");
        return (Numbers.Plain(number), null);
    }

    private (object?, string?) Checkbox(object raw) => raw switch
    {
        bool truth => (truth, null),
        "on" or "true" or "True" => (true, null),
        "off" or "false" or "False" => (false, null),
        // A page may send a hidden "false" in front of the box.
        ImmutableArray<object?> { Length: > 0 } list when list.All(item => item is "false" or "true" or "on") => (list.Any(item => item is not "false"), null),
        _ => (null, $"“{field.Label}”只能勾选或者不勾选"),
    };

    private (object?, string?) Choice(object raw, Variables visible)
    {
        var options = field.OptionsFor(visible, surroundings, out var problem);
        if (problem is not null)
            return (null, problem);
        if (raw is ImmutableArray<object?> { Length: 1 } list)
            raw = list[0] ?? "";
        if (Chosen(raw, options) is { } value)
            return (value, null);
        return (null, options.Length is > 0 and <= 8
            ? $"{field.Label}只能选择：{string.Join("、", options.Select(option => option.Label))}"
            : $"{field.Label}请选择列出的选项之一");
    }

    private (object?, string?) Choices(object raw, Variables visible)
    {
        var items = raw is ImmutableArray<object?> list ? list : [raw];
        if (items.Length > MostChoices)
            return (null, $"{field.Label}最多选择 {MostChoices} 项");
        var options = field.OptionsFor(visible, surroundings, out var problem);
        if (problem is not null)
            return (null, problem);
        var chosen = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in items)
        {
            if (item is null or "")
                continue;
            if (Chosen(item, options) is not { } value)
                return (null, $"{field.Label}请选择列出的选项");
            if (!chosen.Contains(value))
                chosen.Add(value);
        }
        return (chosen.ToImmutable(), null);
    }

    /// <summary>The option's value; its label is understood too, since people and other systems write those.</summary>
    private static string? Chosen(object? raw, ImmutableArray<FormOption> options)
    {
        var text = raw switch
        {
            string own => own.Trim(),
            decimal number => Written(number),
            bool truth => truth ? "true" : "false",
            _ => null,
        };
        foreach (var option in options)
            if (option.Value == text)
                return option.Value;
        foreach (var option in options)
            if (option.Label == text)
                return option.Value;
        return null;
    }

    private (object?, string?) Date(object raw)
    {
        var day = raw switch
        {
            DateOnly own => own,
            DateTimeOffset instant => surroundings.Calendar.DayOf(instant),
            string text when text.Contains('T') => Instant(WithSeconds(text)) is { } instant
                ? surroundings.Calendar.DayOf(instant) : null,
            string text => Temporal.Read(text) as DateOnly?,
            _ => null,
        };
        return day is { } date ? (date, null) : (null, $"{field.Label}不是有效日期，请按 {ExampleDate} 的样子填写");
    }

    private (object?, string?) Time(object raw)
    {
        var time = raw switch
        {
            TimeOnly own => own,
            string text => Temporal.StreetTime(Temporal.Read(WithSeconds(text)), surroundings.Calendar.Offset),
            _ => null,
        };
        return time is { } clock ? (clock, null) : (null, $"{field.Label}不是有效时间，请按 14:30 的样子填写");
    }

    private (object?, string?) Instant(object raw)
    {
        var instant = raw switch
        {
            DateTimeOffset own => own,
            string text when text.Contains('T') || text.Contains(' ') =>
                Instant(WithSeconds(text.Replace(' ', 'T'))),
            _ => null,
        };
        return instant is { } moment ? (moment, null) : (null, $"{field.Label}不是有效的日期和时间，请按 {ExampleDate} 14:30 的样子填写");
    }

    private DateTimeOffset? Instant(string text) => Temporal.Instant(Temporal.Read(text), surroundings.Calendar.Offset);

    // Browsers send 14:30, ISO 8601 as FEEL reads it wants 14:30:00.
    private static string WithSeconds(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var end = colon + 3;
        if (colon < 0 || end > text.Length || (end < text.Length && text[end] == ':'))
            return text;
        return text.Insert(end, ":00");
    }

    private (object?, string?) Files(object raw)
    {
        var items = raw is ImmutableArray<object?> list ? list : [raw];
        var most = field.IsMultiple ? MostFiles : 1;
        var files = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in items)
        {
            if (item is null or "")
                continue;
            if (item is not string { Length: <= LongestWord } file || file.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
                return (null, $"{field.Label}不是已经上传的文件");
            if (!files.Contains(file))
                files.Add(file);
            if (files.Count > most)
                return (null, $"{field.Label}最多 {most} 个文件");
        }
        return (files.ToImmutable(), null);
    }

    private static string Written(decimal number) => Numbers.Plain(number).ToString(CultureInfo.InvariantCulture);
}
