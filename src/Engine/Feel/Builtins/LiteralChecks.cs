namespace Rectification.Engine.Feel;

/// <summary>Literal arguments that a function can do nothing with: the call would be null for ever, which nobody means.</summary>
internal static class LiteralChecks
{
    /// <param name="arguments">In the order of the parameters; null where one is left out.</param>
    /// <returns>The argument at fault and what is wrong with it; null when nothing is, as far as literals tell.</returns>
    public static (Node Argument, string Message)? Fault(string function, Node?[] arguments) => function switch
    {
        "matches" => OfPattern(arguments[1], At(arguments, 2), mayFitNothing: true),
        "replace" => OfPattern(arguments[1], At(arguments, 3), mayFitNothing: false) ?? OfReplacement(arguments[2], At(arguments, 3)),
        "split" => OfPattern(arguments[1], null, mayFitNothing: false),
        "date" => Unread(arguments, TemporalReader.Date, "日期，例如 \"2026-03-05\""),
        "time" => Unread(arguments, TemporalReader.Time, "时间，例如 \"08:30:00\""),
        "date and time" => Unread(arguments, TemporalReader.DateAndTime, "日期和时间，例如 \"2026-03-05T08:30:00\""),
        "duration" => Unread(arguments, TemporalReader.Duration, "时长，例如 \"P3D\"、\"PT8H\"、\"P1Y6M\""),
        _ => null,
    };

    private static (Node, string)? OfPattern(Node? pattern, Node? flags, bool mayFitNothing)
    {
        var known = PatternFlags.None;
        if (flags is Constant { Value: string written } own)
        {
            if (Pattern.FlagsOf(written) is not { } read)
                return (own, $"“{written}”不是正则表达式的标志，可用的有 s、m、i、x、q");
            known = read;
        }
        else if (flags is not null and not Constant { Value: null })
            return null; // Only a case tells.
        if (pattern is not Constant { Value: string text })
            return null;
        if (Pattern.FaultIn(text, known) is { } fault)
            return (pattern, $"“{text}”不是有效的正则表达式：{fault}");
        return !mayFitNothing && FitsNothing(Pattern.Of(text, known)!)
            ? (pattern, $"正则表达式“{text}”连空文本也符合，不能用来替换或拆分") : null;
    }

    private static bool FitsNothing(Pattern pattern)
    {
        try
        {
            // The steps are all that is needed of an evaluation, and no text is none.
            return pattern.Fits(new(Variables.Empty, null!), "");
        }
        catch (FeelExhausted)
        {
            return false; // Nobody knows; a case that uses it is told that it was too much work.
        }
    }

    private static (Node, string)? OfReplacement(Node? replacement, Node? flags) =>
        replacement is Constant { Value: string text } && flags is null or Constant { Value: null } && !PatternBuiltins.IsReplacement(text)
            ? (replacement, $"替换文本“{text}”里的“$”后面应当是组的编号；要写“$”或“\\”本身，请在前面加“\\”") : null;

    private static (Node, string)? Unread(Node?[] arguments, Func<string, object?> read, string wanted) =>
        arguments is [Constant { Value: string text } only] && read(text) is null ? (only, $"“{text}”不是有效的{wanted}") : null;

    private static Node? At(Node?[] arguments, int at) => at < arguments.Length ? arguments[at] : null;
}
