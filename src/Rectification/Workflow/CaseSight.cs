using Microsoft.Extensions.DependencyInjection;
using Rectification.People;

namespace Rectification.Workflow;

/// <summary>A room's own rule for who sees its cases, registered by kind.</summary>
public interface ICaseSight
{
    Task<bool> MaySee(CaseRow @case, Actor actor, CancellationToken ct);
}

/// <summary>Who sees a case: as its room says, otherwise whoever has it in their scope. Scoped.</summary>
public sealed class CaseSight(IServiceProvider services)
{
    public Task<bool> MaySee(CaseRow @case, Actor actor, CancellationToken ct) =>
        services.GetKeyedService<ICaseSight>(@case.Kind) is { } rule ? rule.MaySee(@case, actor, ct) : Task.FromResult(actor.Sees(@case.Place));
}
