using Rectification.Engine;
using Rectification.People;

namespace Rectification.Hazards.Steps;

/// <summary>Put right on the spot: noticed, shown before and after, witnessed and struck off; or it was not, and becomes general (003-2.1.1).</summary>
public sealed class RecordFix(HazardDesk desk, NoticeWriter notices) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step.Outcome != "fixed")
        {
            await Desk.SetLevel(step.Hazard, step.Case, HazardLevel.General, ct);
            return Variables.Of((HazardVariables.Level, HazardLevel.General.Code));
        }
        var unattached = await Attach(step, HazardFields.PhotosBefore, FilePurpose.Before, ct)
            ?? await Attach(step, HazardFields.PhotosAfter, FilePurpose.After, ct);
        if (unattached is not null)
            return unattached;
        var calendar = await Desk.Calendar(step.Hazard, ct);
        var notice = await notices.Write(step, calendar.DayOf(step.At), isOrder: false, Role.GridWorker, [], ct);
        if (step.Text(HazardFields.SecondName) is { } second)
        {
            var isWitness = step.Text(HazardFields.SecondNameKind) == "witness";
            notice.Deliver(isWitness ? Documents.Delivery.RefusedToSign : Documents.Delivery.WithSignature,
                isWitness ? null : second, isWitness ? second : null, step.At);
        }
        await Desk.End(step.Hazard, step.Case, HazardState.Closed, step.Reason, step.At, ct);
        return Done;
    }
}
