using System.Collections.Immutable;
using System.Globalization;

namespace Rectification.Settings;

/// <summary>One holiday as typed or read from a file.</summary>
/// <param name="Number">The row in the file or form, from 1.</param>
/// <param name="MakeUp">Days worked in exchange, separated by 、 or commas; empty for none.</param>
public sealed record HolidayRow(int Number, string Name, string From, string To, string MakeUp)
{
    public bool IsEmpty => Name.Length == 0 && From.Length == 0 && To.Length == 0 && MakeUp.Length == 0;
}

/// <summary>Reads the rows of a year's notice: all are good, or every fault is told with its row and nothing is taken.</summary>
public static class HolidayRows
{
    /// <summary>No holiday of the State Council was ever longer.</summary>
    private const int MostDays = 12;

    private const int MostRows = 20;

    private static readonly string[] Statutory = ["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"];

    private static readonly string[] Formats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    private static readonly char[] Separators = ['、', ',', '，', ';', '；', ' '];

    public static Result<ImmutableArray<HolidayPeriod>> Check(int year, IReadOnlyList<HolidayRow> rows)
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (year is < 2000 or > 2100)
            return Problem.Field("year", "年份请填写 2000–2100");
        var filled = rows.Where(row => !row.IsEmpty).ToList();
        if (filled.Count is 0 or > MostRows)
            return Problem.Field("rows", filled.Count == 0 ? "没有放假安排：请填写，或选择文件" : $"最多 {MostRows} 行，请核对是不是一年的安排");
        var periods = ImmutableArray.CreateBuilder<HolidayPeriod>();
        var taken = new Dictionary<DateOnly, int>();
        foreach (var row in filled)
        {
            var read = Read(year, row, taken);
            if (read.Problem is { } fault)
                errors[$"row{row.Number:00}"] = $"第 {row.Number} 行：{fault.Title}";
            else
                periods.Add(read.Value);
        }
        if (errors.Count == 0 && Statutory.Where(name => !filled.Exists(row => row.Name.Contains(name, StringComparison.Ordinal))).ToList() is { Count: > 0 } missing)
            errors["rows"] = $"缺少 {string.Join('、', missing)}，请核对安排是否完整";
        return errors.Count > 0
            ? new Problem(ProblemKind.Invalid, "calendar.rows", $"有 {errors.Count} 处需要修改，日历没有改动", errors.ToImmutable())
            : periods.ToImmutable();
    }

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Result<HolidayPeriod> Read(int year, HolidayRow row, Dictionary<DateOnly, int> taken)
    {
        if (row.Name.Length is < 1 or > 20)
            return Fault("节日名称请填写 1–20 个字");
        if (Day(row.From) is not { } from)
            return Fault($"放假开始“{row.From}”不是日期，请写成 {year}-01-01 的样子");
        if (Day(row.To.Length == 0 ? row.From : row.To) is not { } to)
            return Fault($"放假结束“{row.To}”不是日期，请写成 {year}-01-03 的样子");
        if (to < from)
            return Fault("放假结束早于开始");
        if (to.DayNumber - from.DayNumber >= MostDays)
            return Fault($"放假 {to.DayNumber - from.DayNumber + 1} 天，超过 {MostDays} 天，请核对");
        if (to.Year != year || !(from.Year == year || (row.Name == "元旦" && from.Year == year - 1 && from.Month == 12)))
            return Fault($"不在 {year} 年内");
        var makeUp = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (var part in row.MakeUp.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Day(part) is not { } day)
                return Fault($"调休上班“{part}”不是日期");
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                return Fault($"调休上班 {day:yyyy-MM-dd} 不是周末，本来就上班");
            if (Math.Abs(day.DayNumber - from.DayNumber) > 31)
                return Fault($"调休上班 {day:yyyy-MM-dd} 离放假太远，请核对年份");
            makeUp.Add(day);
        }
        for (var day = from; day <= to; day = day.AddDays(1))
            if (makeUp.Contains(day))
                return Fault($"{day:yyyy-MM-dd} 既放假又上班");
            else if (!taken.TryAdd(day, row.Number))
                return Fault($"{day:yyyy-MM-dd} 与第 {taken[day]} 行重复");
        foreach (var day in makeUp)
            if (!taken.TryAdd(day, row.Number))
                return Fault($"{day:yyyy-MM-dd} 与第 {taken[day]} 行重复");
        return new HolidayPeriod(row.Name, from, to, makeUp.ToImmutable());

        static Problem Fault(string text) => Problem.Invalid("calendar.row", text);
    }
}
