using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>The demonstration's clock.</summary>
internal static class ClockApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/demo/clock", Read).WithSummary("演练时钟").Produces<ClockAnswer>();
        api.MapPost("/demo/clock", Move).WithSummary("向前拨动演练时钟，其间到期的事项依次办完后才答复；限系统管理员").Produces<ClockAnswer>().ProducesProblem(422);
    }

    private static Ok<ClockAnswer> Read(StreetClock clock) => TypedResults.Ok(new ClockAnswer(clock.GetUtcNow()));

    private static async Task<IResult> Move(Body<ClockMove> body, IMediator mediator, StreetClock clock, CancellationToken ct) =>
        (await mediator.Send(new MoveClock(body.Value.Advance, body.Value.Set), ct)).ToOk(_ => new ClockAnswer(clock.GetUtcNow()));
}

/// <param name="Advance">ISO 8601 duration: <c>P3D</c>.</param>
/// <param name="Set">An instant ahead of the clock.</param>
internal sealed record ClockMove(string? Advance, DateTimeOffset? Set);

internal sealed record ClockAnswer(DateTimeOffset Now);
