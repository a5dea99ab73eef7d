using System.Globalization;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Numbers without gaps: the counter moves in the transaction that uses the number. Scoped.</summary>
public sealed class Numbers(RectificationDb db)
{
    /// <summary><c>YH-2026-000123</c>.</summary>
    public async Task<string> Next(string prefix, int year, CancellationToken ct)
    {
        var value = await NextValue(prefix, year, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:D4}-{value:D6}");
    }

    /// <param name="by">How many are drawn at once; the last of them is told.</param>
    public async Task<int> NextValue(string name, int year, CancellationToken ct, int by = 1)
    {
        // In the turn of the writer: two that drew the same number would only run again.
        await db.Session.Enter(ct);
        if (await db.Counters.FindAsync([name, year], ct) is not { } counter)
            db.Counters.Add(counter = new CounterRow { Name = name, Year = year });
        return counter.Value += by;
    }
}
