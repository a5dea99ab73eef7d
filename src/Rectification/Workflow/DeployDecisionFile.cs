using Rectification.Engine.Decisions;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>A designer takes a decision file into use. A refusal is an answer, not a failure: it tells every problem with table, row, column and line.</summary>
[Allow(Role.ProcessDesigner)]
public sealed record DeployDecisionFile(string Xml) : ICommand<DeployedDecisionFile>;

public sealed class DeployDecisionFileHandler(DecisionDeployment deployment, CurrentActor current) : ICommandHandler<DeployDecisionFile, DeployedDecisionFile>
{
    public async Task<Result<DeployedDecisionFile>> Handle(DeployDecisionFile command, CancellationToken ct) =>
        await deployment.Deploy(DecisionFile.Open(command.Xml), current.Required.Name, ct);
}
