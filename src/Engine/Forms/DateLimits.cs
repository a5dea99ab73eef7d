using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>Holds a date against the first and the last that a field takes; both may depend on the case and on the day.</summary>
internal static class DateLimits
{
    public static string? Check(FormField field, object? value, Variables values, Surroundings surroundings)
    {
        if ((field.Earliest is null && field.Latest is null) || Day(value, surroundings) is not { } day)
            return null;
        var (late, early) = ((string?)null, (string?)null);
        var first = Day(field.Earliest?.Evaluate(values, surroundings, "最早日期", out early), surroundings);
        var last = Day(field.Latest?.Evaluate(values, surroundings, "最晚日期", out late), surroundings);
        if ((early ?? late) is { } problem)
            return problem;
        if ((first is null || day >= first) && (last is null || day <= last))
            return null;
        return (first, last) switch
        {
            ({ } from, { } to) => $"{field.Label}应当在 {Temporal.Write(from)} 到 {Temporal.Write(to)} 之间",
            ({ } from, null) => $"{field.Label}不能早于 {Temporal.Write(from)}",
            (_, { } to) => $"{field.Label}不能晚于 {Temporal.Write(to)}",
            _ => null,
        };
    }

    private static DateOnly? Day(object? value, Surroundings surroundings) => value switch
    {
        DateOnly day => day,
        DateTimeOffset instant => surroundings.Calendar.DayOf(instant),
        _ => null,
    };
}
