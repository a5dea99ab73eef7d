using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>Keeps the record true when a process ends by another way than a step of this room: changed drawings, an operator's cancelling.</summary>
public sealed class HazardEnd(HazardDesk desk) : ICaseListener
{
    public async Task Ended(CaseRow @case, Ending ending, Variables variables, DateTimeOffset at, CancellationToken ct)
    {
        var hazard = await desk.Of(@case, ct);
        if (hazard.State.IsFinal)
            return;
        if (ending is Ending.Cancelled or Ending.Error)
            hazard.End(HazardState.Withdrawn, "流程已终止", at);
        else
            hazard.End(HazardState.Closed, null, at);
    }
}
