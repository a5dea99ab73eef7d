using Microsoft.AspNetCore.Http.HttpResults;
using Rectification.Hazards;
using Rectification.Requests;

namespace Rectification.Web.Hazards;

/// <summary>The advice alone, for the script that keeps it up to date while somebody ticks.</summary>
public static class LevelAdviceFragment
{
    public static void MapLevelAdvice(this IEndpointRouteBuilder app) => app.MapGet("/hazards/advice", Write).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Write(string? category, string[]? criteria, HazardAdvice advice, CurrentActor current, CancellationToken ct)
    {
        if (current.Actor is not { } actor)
            return Results.Unauthorized();
        var advised = await advice.For(actor.StreetId, category, (criteria ?? []).Take(50), ct);
        return new RazorComponentResult<LevelAdvicePart>(new { Advice = advised });
    }
}
