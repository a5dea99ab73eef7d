using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>申请复查: by the enterprise on its page, or recorded for it by the grid worker.</summary>
[Allow(Role.EnterpriseContact, Role.GridWorker)]
public sealed record RequestReinspection(string CaseNumber, string Text, ImmutableArray<Guid> Files) : ICommand<ReinspectionRequested>;

/// <param name="MovedTheCase">False when it was attached to a step that was already open.</param>
public sealed record ReinspectionRequested(bool MovedTheCase);

public sealed class RequestReinspectionHandler(RectificationDb db, CurrentActor current, Reinspections reinspections)
    : ICommandHandler<RequestReinspection, ReinspectionRequested>
{
    public async Task<Result<ReinspectionRequested>> Handle(RequestReinspection command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Cases.FindAsync([command.CaseNumber], ct) is not { Kind: CaseKind.Hazard } @case || !actor.Sees(@case.Place))
            return HazardProblems.Unknown(command.CaseNumber);
        return await reinspections.Receive(@case, actor, command.Text, command.Files, ct);
    }
}

/// <summary>The rules of an application, whichever way it comes in.</summary>
public sealed class Reinspections(RectificationDb db, HazardDesk desk, StreetClock clock, Journal journal, Workflows workflows)
{
    public const string Message = "reinspection-requested";

    public static bool MaySend(Actor actor, CaseRow @case) =>
        @case.Kind == CaseKind.Hazard && (actor.Holds(Role.EnterpriseContact, @case.Place) || actor.Holds(Role.GridWorker, @case.Place));

    public async Task<Result<ReinspectionRequested>> Receive(CaseRow @case, Actor actor, string text, ImmutableArray<Guid> files, CancellationToken ct)
    {
        if (!actor.IsSystem && !MaySend(actor, @case))
            return HazardProblems.NotYours("申请复查");
        var hazard = await desk.Of(@case, ct);
        if (hazard.State.IsFinal)
            return HazardProblems.Ended(hazard) with { Code = "message.no-receiver" };
        // The notice is what there is to be re-inspected: before it nobody receives the application.
        if (hazard.DeadlineAt is null)
            return Problem.Conflict("message.no-receiver", "整改通知书尚未下发，还不能申请复查");
        if (text.Trim().Length > 2000)
            return Problem.Field("text", $"申请说明最多 2000 字，现有 {text.Trim().Length} 字");
        var now = clock.GetUtcNow();
        if (await desk.Attach(hazard, files, FilePurpose.Evidence, "", actor, now, ct) is { } fault)
            return Problem.Field("files", fault);

        var receivers = await workflows.Publish(Message, @case.CaseNumber, Variables.Of(("applicationText", text.Trim())), ct);
        if (receivers > 0 && hazard.UnderSuspension && hazard.State != HazardState.InAcceptance)
            hazard.MoveTo(HazardState.InAcceptance);
        hazard.Touch();
        db.ReinspectionApplications.Add(new()
        {
            CaseNumber = @case.CaseNumber, At = now, ById = actor.UserId, ByName = actor.Name, Text = text.Trim(), MovedTheCase = receivers > 0,
        });
        journal.Add(@case, "reinspection.requested", receivers > 0
            ? $"{actor.Name} 申请复查"
            : $"{actor.Name} 补充复查材料，并入正在办理的环节", data: new { text = text.Trim(), files = files.IsDefault ? 0 : files.Length });
        return new ReinspectionRequested(receivers > 0);
    }
}

/// <summary>The same application as a message of the API.</summary>
public sealed class ReinspectionMessage(Reinspections reinspections) : IMessageHandler
{
    public async Task<Result<MessageAnswer>> Receive(MessageRule rule, CaseRow @case, Actor by, Variables variables, CancellationToken ct)
    {
        var files = variables.FileIds("files");
        var received = await reinspections.Receive(@case, by, variables.Text("text") ?? "", files, ct);
        return received.Problem is { } problem ? problem : new MessageAnswer(IsTaken: true, Variables.Empty);
    }
}
