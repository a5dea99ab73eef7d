using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>Who found it may object to 'no hazard'; then the street decides for good. Agreement is carried out by the job no-hazard.</summary>
public sealed class ObjectToNone(HazardDesk desk) : HazardStep(desk)
{
    protected override Task<Result<Variables>> Do(Step step, CancellationToken ct) => Task.FromResult(
        step is { Outcome: "objected", Reason: null } ? HazardProblems.ReasonMissing("提出异议") : Done);
}
