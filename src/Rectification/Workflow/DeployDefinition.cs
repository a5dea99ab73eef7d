using Rectification.People;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>A designer takes a drawing into use. A refusal is an answer, not a failure: it tells every problem with element and line.</summary>
[Allow(Role.ProcessDesigner)]
public sealed record DeployDefinition(string Xml) : ICommand<DeployedDefinition>;

public sealed class DeployDefinitionHandler(Deployment deployment, CurrentActor current) : ICommandHandler<DeployDefinition, DeployedDefinition>
{
    public async Task<Result<DeployedDefinition>> Handle(DeployDefinition command, CancellationToken ct) =>
        await deployment.Deploy(command.Xml, current.Required.Name, [], ct);
}
