using System.Collections.Immutable;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>Versions of processes with what runs on them, and taking running cases to another one.</summary>
internal static class MigrationApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/versions", Versions).WithSummary("流程各版本，及各有多少案件在办").Produces<ImmutableArray<VersionLine>>();
        api.MapPost("/definitions/{key}/migration/preview", Preview).WithSummary("迁移预览：环节对应表，逐件说明待办、计时怎样；不改动任何东西。限系统管理员和流程设计员")
            .Produces<MigrationPreview>().ProducesProblem(404).ProducesProblem(422);
        api.MapPost("/definitions/{key}/migration", Migrate).WithSummary("将在办案件迁移到另一版本，每件一个事务：要么全做，要么不动并说明原因")
            .Produces<ImmutableArray<MigrationResult>>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> Versions(MigrationQueries migrations, CurrentActor current, CancellationToken ct) =>
        TypedResults.Ok(await migrations.Versions(current.Required, ct));

    private static async Task<IResult> Preview(string key, Body<MigrationOrder> body, MigrationQueries migrations, CurrentActor current, CancellationToken ct) =>
        (await migrations.Preview(key, body.Value.From ?? 0, body.Value.To ?? 0, body.Value.Elements, body.Value.Recompute ?? true, current.Required, ct)).ToOk(preview => preview);

    private static async Task<IResult> Migrate(string key, Body<MigrationOrder> body, MigrationQueries migrations, CurrentActor current, CancellationToken ct) =>
        (await migrations.Migrate(key, body.Value.From ?? 0, body.Value.To ?? 0, body.Value.Instances is { IsDefault: false } chosen ? chosen : null,
            body.Value.Elements, body.Value.Recompute ?? true, body.Value.Reason ?? "", current.Required, ct)).ToOk(results => results);
}

/// <param name="Instances">Which running processes; none given means all, at most 200 in one go.</param>
/// <param name="Elements">Ids of the old version to ids of the new one; none given takes what is proposed.</param>
/// <param name="Recompute">Whether timers that the new version counts differently are counted anew from now (the default) or stay.</param>
internal sealed record MigrationOrder(
    int? From, int? To, ImmutableArray<Guid>? Instances, ImmutableDictionary<string, string>? Elements, bool? Recompute, string? Reason);
