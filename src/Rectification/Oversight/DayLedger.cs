using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Oversight;

/// <summary>
/// The day's inspections are in the ledger the same day (P01.1, 003-1.1.3). What is missing at its end is told to whoever should have looked, and a working day later,
/// while nobody has looked still, to the community safety officer. It finds by query; what is told is kept with the duty, so that it is told once. Scoped.
/// </summary>
public sealed class DayLedger(RectificationDb db, Calendars calendars, SettingsQueries settings, Notifier notifier) : ISweep
{
    /// <summary>Older ones are no news; they count for A2.</summary>
    private const int OldestDays = 31;

    private const int Most = 2000;

    private List<(Guid Id, MissingTold Told)> missing = [];

    public async Task<int> Look(Guid streetId, DateTimeOffset at, DateTimeOffset? midnight, CancellationToken ct)
    {
        missing = await Missing(streetId, at, ct);
        return missing.Count;
    }

    public async Task<bool> Act(Guid streetId, DateTimeOffset at, int most, CancellationToken ct)
    {
        Guid[] ids = [.. missing.Take(most).Select(each => each.Id)];
        var told = missing.ToDictionary(each => each.Id, each => each.Told);
        // Done or told meanwhile, it is left alone.
        var duties = await db.InspectionDuties.Where(duty => ids.Contains(duty.Id) && duty.DoneAt == null).OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).ToListAsync(ct);
        foreach (var duty in duties.Where(duty => duty.Told == told[duty.Id]))
        {
            var day = $"{duty.DueOn.Month}月{duty.DueOn.Day}日";
            if (duty.Told == MissingTold.Nobody)
            {
                duty.Tell(MissingTold.Worker);
                await notifier.ToUser(duty.AssigneeId, duty.StreetId, $"{duty.PremisesName} 的检查应在{day}记入台账，尚未记入；检查过的请登记，没有检查的请尽快检查",
                    $"/oversight/inspection?premises={Uri.EscapeDataString(duty.PremisesName)}", $"day-ledger:{duty.Id:N}:worker", null, ct);
            }
            else
            {
                duty.Tell(MissingTold.Officer);
                await notifier.ToRole(Role.CommunitySafetyOfficer, new(duty.StreetId, duty.CommunityId, duty.GridId, duty.PremisesId),
                    $"{duty.AssigneeName} 应在{day}检查 {duty.PremisesName}，台账中仍没有记录", $"/oversight/days?day={duty.DueOn:yyyy-MM-dd}", $"day-ledger:{duty.Id:N}:officer", null, ct);
            }
        }
        return missing.Count > most;
    }

    public async Task<DateTimeOffset?> Again(Guid streetId, DateTimeOffset midnight, CancellationToken ct) =>
        await Number(streetId, "day-ledger.hour", ct) is < 24 and var hour ? midnight.AddHours(hour) : null;

    private async Task<List<(Guid Id, MissingTold Told)>> Missing(Guid streetId, DateTimeOffset at, CancellationToken ct)
    {
        var calendar = await calendars.For(streetId, ct);
        var (hour, workdays) = (await Number(streetId, "day-ledger.hour", ct), await Number(streetId, "day-ledger.officer", ct));
        // The newest day whose ledger is closed, and the newest whose working days since are over.
        var closed = calendar.DayOf(at.AddHours(-hour));
        var later = closed;
        while (calendar.AddWorkdays(later, workdays) > closed)
            later = later.AddDays(-1);
        var oldest = closed.AddDays(-OldestDays);
        var lines = db.InspectionLines;
        var found = await db.InspectionDuties.AsNoTracking().Where(duty => duty.StreetId == streetId && duty.DueOn >= oldest && duty.DoneAt == null
                && ((duty.Told == MissingTold.Nobody && duty.DueOn <= closed) || (duty.Told == MissingTold.Worker && duty.DueOn <= later))
                // Late is better than never: who looked after all is left in peace here.
                && !lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From))
            .OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).Take(Most).Select(duty => new { duty.Id, duty.Told }).ToListAsync(ct);
        return found.ConvertAll(duty => (duty.Id, duty.Told));
    }

    private async Task<int> Number(Guid streetId, string key, CancellationToken ct) => Convert.ToInt32((await settings.For(streetId, ct))[key], CultureInfo.InvariantCulture);
}
