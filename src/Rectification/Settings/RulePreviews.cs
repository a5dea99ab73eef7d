using System.Collections.Immutable;

namespace Rectification.Settings;

/// <summary>What a change of a figure or of the calendar would do to deadlines that run, before it is made. Scoped.</summary>
public sealed class RulePreviews(RuleChanges changes, IFollowsRules deadlines)
{
    private const int BatchSize = 1000;

    public async Task<Result<RulePreview>> OfSetting(Guid streetId, string key, string typed, CancellationToken ct)
    {
        if (SettingCatalogue.Find(key) is not { } setting)
            return Problem.NotFound("setting.unknown", $"没有名为“{key}”的参数");
        var (value, message) = setting.Read(typed);
        if (value is null)
            return Problem.Field("value", message!);
        var change = await changes.ToValue(streetId, setting, value, ct);
        var old = change.Before.Settings[key] ?? setting.Default;
        if (setting.Write(old) == setting.Write(value))
            return Problem.Field("value", $"“{setting.Label}”现在就是 {setting.Show(value)}{setting.Unit}");
        return new RulePreview(setting.Show(old), setting.Show(value), await Compare(change, ct));
    }

    public async Task<Result<RulePreview>> OfYear(Guid streetId, int year, ImmutableArray<HolidayPeriod> periods, CancellationToken ct)
    {
        var change = await changes.ToYear(streetId, year, periods, ct);
        return new RulePreview("", "", change.FirstDay is null ? [] : await Compare(change, ct));
    }

    /// <summary>The earliest first.</summary>
    private async Task<ImmutableArray<MovedDeadline>> Compare(RuleChange change, CancellationToken ct)
    {
        var moves = new List<MovedDeadline>();
        string? next = null;
        do
        {
            var batch = await deadlines.Compare(change, next, BatchSize, ct);
            moves.AddRange(batch.Moves);
            next = batch.Next;
        }
        while (next is not null);
        return [.. moves.OrderBy(move => move.From).ThenBy(move => move.CaseNumber, StringComparer.Ordinal)];
    }
}
