using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Cases of processes that have no domain case: started by hand, by the clock or by a signal. Scoped.</summary>
public sealed class OwnCases(RectificationDb db, Numbers numbers, StreetClock clock)
{
    /// <summary>The next number is drawn in the running transaction.</summary>
    public async Task<CaseRow> Open(Definition definition, Guid streetId, CancellationToken ct) =>
        Open(definition, streetId, await numbers.Next("LC", clock.GetUtcNow().ToOffset(Calendars.Offset).Year, ct));

    public CaseRow Open(Definition definition, Guid streetId, string number)
    {
        var @case = new CaseRow
        {
            CaseNumber = number,
            Kind = CaseKind.Other,
            Title = definition.Name,
            ProcessKey = definition.Id,
            StreetId = streetId,
            OpenedAt = clock.GetUtcNow(),
        };
        db.Cases.Add(@case);
        CaseMemory.KnowAll(db, number);
        return @case;
    }
}
