using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rectification.Engine;
using Rectification.Engine.Feel;

namespace Rectification.Workflow;

/// <summary>Values as a person writes them in FEEL, so that what is shown can be changed and read back.</summary>
public static class FeelText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        string text => Quoted(text),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        DateOnly or FeelDate => $"date({Quoted(VariablesJson.Text(value))})",
        DateTimeOffset or FeelDateTime => $"date and time({Quoted(VariablesJson.Text(value))})",
        TimeOnly or FeelTime => $"time({Quoted(VariablesJson.Text(value))})",
        TimeSpan or YearsMonths or FeelDuration => $"duration({Quoted(VariablesJson.Text(value))})",
        ImmutableArray<object?> list => $"[{string.Join(", ", list.Select(Write))}]",
        Variables context => $"{{{string.Join(", ", context.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Quoted(pair.Key)}: {Write(pair.Value)}"))}}}",
        FeelRange => VariablesJson.Text(value),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>A value written in FEEL; JSON is nearly all FEEL. A leading <c>=</c> is let be.</summary>
    /// <param name="visible">What the expression may name.</param>
    public static Result<object?> Read(string text, Variables visible, Surroundings surroundings)
    {
        var written = text.Trim().TrimStart('=').Trim();
        if (written.Length is 0 or > 20_000)
            return Problem.Field("value", "请填写新的值；文本要加引号，如 \"是\"");
        if (FeelExpression.Parse(written, visible.Names, out var fault) is not { } expression)
            return Problem.Field("value", $"第 {fault!.Column} 个字附近写法不对：{fault.Message}。文本要加引号，如 \"是\"");
        var value = expression.Evaluate(visible, surroundings);
        if (value is null && written != "null")
        {
            var missing = expression.Missing(visible).ToList();
            return Problem.Field("value", missing.Count > 0
                ? $"没有变量“{string.Join("”“", missing)}”。文本要加引号，如 \"{missing[0]}\""
                : "这个表达式没有得出值；要清空请写 null");
        }
        return Variables.Accepts(value) ? new Holder(value).AsResult : Problem.Field("value", "这种值不能保存为变量");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    /// <summary>A null is a value here.</summary>
    private readonly record struct Holder(object? Value)
    {
        public Result<object?> AsResult => Value;
    }
}
