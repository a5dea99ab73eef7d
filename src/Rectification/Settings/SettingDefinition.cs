using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Rectification.Settings;

/// <summary>A figure or switch that the policies leave open: its meaning, the delivered value and the bounds within which a street may move it.</summary>
/// <param name="Key">As FEEL reads it: <c>setting("due.revisit")</c>.</param>
/// <param name="Label">Chinese, a noun.</param>
/// <param name="Clause">The rule of the policies that it carries out, empty when it is only ours.</param>
public abstract record SettingDefinition(string Key, string Group, string Label, string Unit, string Clause, string Note)
{
    /// <summary>The delivered value as FEEL knows it.</summary>
    public abstract object Default { get; }

    /// <summary>The bounds in words, shown beside the field.</summary>
    public abstract string Bounds { get; }

    /// <summary>Reads what a person typed; null and a message when it can't be.</summary>
    public abstract (object? Value, string? Message) Read(string typed);

    /// <summary>As it is shown and typed.</summary>
    public abstract string Show(object value);

    /// <summary>As it is stored.</summary>
    public abstract string Write(object value);

    public abstract object ReadStored(string stored);
}

public sealed record NumberSetting(string Key, string Group, string Label, string Unit, decimal Value, decimal Min, decimal Max, string Clause, string Note = "")
    : SettingDefinition(Key, Group, Label, Unit, Clause, Note)
{
    public override object Default => Value;

    public override string Bounds => $"{Show(Min)}–{Show(Max)} {Unit}";

    public override (object? Value, string? Message) Read(string typed) =>
        !decimal.TryParse(typed.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (null, $"“{Label}”请填写整数")
        : number < Min || number > Max ? (null, $"“{Label}”应在 {Bounds}之间")
        : (number, null);

    public override string Show(object value) => ((decimal)value).ToString("0", CultureInfo.InvariantCulture);

    public override string Write(object value) => Show(value);

    public override object ReadStored(string stored) => decimal.Parse(stored, CultureInfo.InvariantCulture);
}

/// <summary>Some numbers, from large to small: days before a deadline on which people are reminded.</summary>
public sealed record NumbersSetting(string Key, string Group, string Label, string Unit, ImmutableArray<decimal> Values, decimal Min, decimal Max, int Most, string Clause, string Note = "")
    : SettingDefinition(Key, Group, Label, Unit, Clause, Note)
{
    private static readonly char[] Separators = ['、', ',', '，', ' ', ';', '；'];

    public override object Default => Boxed(Values);

    public override string Bounds => $"最多 {Most} 个，各在 {Min:0}–{Max:0} {Unit}之间，用顿号分开";

    public override (object? Value, string? Message) Read(string typed)
    {
        var parts = typed.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new List<decimal>();
        foreach (var part in parts)
        {
            if (!decimal.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, $"“{Label}”里的“{part}”不是整数");
            if (number < Min || number > Max)
                return (null, $"“{Label}”{Bounds}");
            if (!numbers.Contains(number))
                numbers.Add(number);
        }
        return numbers.Count > Most ? (null, $"“{Label}”{Bounds}") : (Boxed(numbers.OrderDescending()), null);
    }

    public override string Show(object value) => string.Join('、', Numbers(value).Select(number => number.ToString("0", CultureInfo.InvariantCulture)));

    public override string Write(object value) => JsonSerializer.Serialize(Numbers(value));

    public override object ReadStored(string stored) => Boxed(JsonSerializer.Deserialize<decimal[]>(stored)!);

    private static IEnumerable<decimal> Numbers(object value) => ((ImmutableArray<object?>)value).Select(number => (decimal)number!);

    private static ImmutableArray<object?> Boxed(IEnumerable<decimal> numbers) => numbers.Select(number => (object?)number).ToImmutableArray();
}

public sealed record TextSetting(string Key, string Group, string Label, string Value, int MaxLength, string Clause, string Note = "")
    : SettingDefinition(Key, Group, Label, "", Clause, Note)
{
    public override object Default => Value;

    public override string Bounds => $"1–{MaxLength} 个字";

    public override (object? Value, string? Message) Read(string typed) =>
        typed.Trim() is { Length: > 0 } text && text.Length <= MaxLength ? (text, null) : (null, $"“{Label}”请填写 {Bounds}");

    public override string Show(object value) => (string)value;

    public override string Write(object value) => (string)value;

    public override object ReadStored(string stored) => stored;
}

/// <summary>On or off; FEEL reads true or false.</summary>
public sealed record SwitchSetting(string Key, string Group, string Label, bool IsOn, string Clause, string Note = "")
    : SettingDefinition(Key, Group, Label, "", Clause, Note)
{
    public const string On = "开";

    public const string Off = "关";

    public override object Default => IsOn;

    public override string Bounds => $"{On}或{Off}";

    public override (object? Value, string? Message) Read(string typed) => typed.Trim() switch
    {
        On or "true" => (true, null),
        Off or "false" => (false, null),
        _ => (null, $"“{Label}”请选择{Bounds}"),
    };

    public override string Show(object value) => value is true ? On : Off;

    public override string Write(object value) => value is true ? "true" : "false";

    public override object ReadStored(string stored) => stored == "true";
}
