using Rectification.Engine;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>What a user task means for the hazard: one subclass a task. Loads, lets the step decide, and returns what the drawing reads.</summary>
public abstract class HazardStep(HazardDesk desk) : ITaskHandler
{
    protected HazardDesk Desk => desk;

    public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        var hazard = await desk.Of(completion.Case, ct);
        if (hazard.State.IsFinal)
            return HazardProblems.Ended(hazard);
        var step = new Step(completion, hazard);
        var result = await Do(step, ct);
        if (result.Problem is { } problem)
            return problem;
        hazard.Touch();
        return Variables.Of((HazardVariables.Outcome, step.Outcome), (HazardVariables.Reason, step.Reason)).With(result.Value);
    }

    protected abstract Task<Result<Variables>> Do(Step step, CancellationToken ct);

    /// <summary>Nothing beyond the outcome.</summary>
    protected static Result<Variables> Done => Variables.Empty;

    /// <summary>An outcome that the drawing has but this step does not know is the drawing's to carry.</summary>
    protected async Task<Problem?> Attach(Step step, string field, FilePurpose purpose, CancellationToken ct) =>
        await desk.Attach(step.Hazard, step.Values.FileIds(field), purpose, step.Task.ElementId, step.By, step.At, ct) is { } fault
            ? Problem.Field(field, fault)
            : null;
}

/// <summary>A completion with the hazard it is about.</summary>
public sealed record Step(TaskCompletion Completion, Hazard Hazard)
{
    public TaskRow Task => Completion.Task;

    public CaseRow Case => Completion.Case;

    public Actor By => Completion.By;

    public DateTimeOffset At => Completion.At;

    public string Outcome => Completion.Outcome;

    public Variables Values => Completion.Values;

    /// <summary>The reason given; the comment counts as one.</summary>
    public string? Reason => Values.Text(HazardFields.Reason) ?? Completion.Comment;

    public string? Text(string field) => Values.Text(field);
}
