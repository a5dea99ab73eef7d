using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>Moves a figure within its bounds, from now on. The director answers for the rules, the system administrator for the installation; both may.</summary>
/// <param name="Value">As typed.</param>
/// <param name="SeenVersion">The <see cref="SettingView.Version"/> that the form was opened with; null when the sender didn't look.</param>
/// <param name="MoveOpen">Deadlines that run already take the new value; otherwise they keep theirs and only what begins from now on has it.</param>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record ChangeSetting(string Key, string Value, string? Reason = null, int? SeenVersion = null, bool MoveOpen = false) : ICommand<SettingChanged>;

/// <param name="Version">The street's settings are at this version now.</param>
/// <param name="Moved">How many open deadlines took the new value at once.</param>
/// <param name="IsRecomputing">They are many and follow batch by batch.</param>
public sealed record SettingChanged(string Key, string OldValue, string NewValue, int Version, int Moved = 0, bool IsRecomputing = false);

internal sealed class ChangeSettingHandler(RectificationDb db, CurrentActor current, StreetClock clock, AdminLog log, RuleChanges changes, Recomputations recomputations)
    : ICommandHandler<ChangeSetting, SettingChanged>
{
    public async Task<Result<SettingChanged>> Handle(ChangeSetting command, CancellationToken ct)
    {
        var actor = current.Required;
        if (SettingCatalogue.Find(command.Key) is not { } setting)
            return Problem.NotFound("setting.unknown", $"没有名为“{command.Key}”的参数");
        if (command.Reason is { Length: > 200 })
            return Problem.Field("reason", "修改原因最多 200 个字");
        var (value, message) = setting.Read(command.Value);
        if (value is null)
            return Problem.Field("value", message!);

        var last = await db.SettingChanges.AsNoTracking().Where(change => change.StreetId == actor.StreetId && change.Key == setting.Key)
            .OrderByDescending(change => change.Version).FirstOrDefaultAsync(ct);
        if (command.SeenVersion is { } seen && seen != (last?.Version ?? 0))
            return Problem.Conflict("setting.changed", $"“{setting.Label}”刚被{last!.ByName}改为 {setting.Show(setting.ReadStored(last.NewValue))}{setting.Unit}，请核对后再改");
        var old = last?.NewValue ?? setting.Write(setting.Default);
        var stored = setting.Write(value);
        if (old.Equals(stored, StringComparison.Ordinal))
            return Problem.Field("value", $"“{setting.Label}”现在就是 {setting.Show(value)}{setting.Unit}");

        if (command.MoveOpen && await recomputations.MustBeFree(actor.StreetId, ct) is { } busy)
            return busy;

        var version = 1 + (await db.SettingChanges.Where(change => change.StreetId == actor.StreetId).MaxAsync(change => (int?)change.Version, ct) ?? 0);
        // Before the row is there: what runs is compared under the old and the new value.
        var moved = command.MoveOpen ? await recomputations.Begin(await changes.ToValue(actor.StreetId, setting, value, ct), version, null, ct) : null;
        var isRecomputing = command.MoveOpen && moved is null;
        db.SettingChanges.Add(new()
        {
            StreetId = actor.StreetId,
            Version = version,
            Key = setting.Key,
            OldValue = old,
            NewValue = stored,
            At = clock.GetUtcNow(),
            ById = actor.UserId,
            ByName = actor.Name,
            Reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim(),
            MovedDeadlines = moved,
        });
        var (before, after) = (setting.Show(setting.ReadStored(old)), setting.Show(value));
        log.Add(actor.StreetId, "setting.changed", $"参数“{setting.Label}”由 {before} 改为 {after} {setting.Unit}".TrimEnd() + (isRecomputing ? "，正在计的期限分批重算" : moved is > 0 ? $"，已在计的 {moved} 个期限一并重算" : ""));
        return new SettingChanged(setting.Key, before, after, version, moved ?? 0, isRecomputing);
    }
}
