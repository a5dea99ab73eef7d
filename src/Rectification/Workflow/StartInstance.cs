using System.Collections.Immutable;
using MediatR;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>A process whose cases a room opens itself: it isn't started by name.</summary>
public sealed record DomainProcess(string Key);

/// <summary>Starts a process that has no domain case: trials by designers and administrators.</summary>
[Allow(Role.ProcessDesigner, Role.SystemAdmin, Role.SafetyOfficeDirector)]
public sealed record StartInstance(string Definition, Variables Variables) : ICommand<StartedInstance>;

/// <param name="OpenTasks">What is open now.</param>
public sealed record StartedInstance(Guid Id, string CaseNumber, ImmutableArray<OpenTask> OpenTasks);

/// <summary>The number drawn for the case that the command in this scope opens. Scoped.</summary>
public sealed class DrawnNumber
{
    public string? Text { get; set; }
}

/// <summary>Before the transaction: the number.</summary>
internal sealed class StartInstanceNumber(NumberBlocks blocks, DrawnNumber drawn, StreetClock clock) : IPipelineBehavior<StartInstance, Result<StartedInstance>>
{
    public async Task<Result<StartedInstance>> Handle(StartInstance request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<StartedInstance>> next)
    {
        drawn.Text = await blocks.Next("LC", clock.GetUtcNow().ToOffset(Calendars.Offset).Year, cancellationToken);
        return await next();
    }
}

public sealed class StartInstanceHandler(
    RectificationDb db, CurrentActor current, Definitions definitions, Workflows workflows, DrawnNumber number, OwnCases cases, IEnumerable<DomainProcess> domain)
    : ICommandHandler<StartInstance, StartedInstance>
{
    public async Task<Result<StartedInstance>> Handle(StartInstance command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await definitions.Latest(command.Definition, ct) is not { } process)
            return Problem.Field("definition", "没有部署这个流程，请核对名称");
        if (domain.Any(each => each.Key == command.Definition))
            return Problem.Field("definition", $"“{process.Definition.Name}”随业务登记启动，不能单独启动");
        var @case = cases.Open(process.Definition, actor.StreetId, number.Text ?? throw new InvalidOperationException("No number was drawn."));
        await workflows.Start(command.Definition, @case, command.Variables.With("caseNumber", @case.CaseNumber), ct);
        return new StartedInstance(@case.InstanceId!.Value, @case.CaseNumber, OpenTask.Of(db.Tasks.Local));
    }
}
