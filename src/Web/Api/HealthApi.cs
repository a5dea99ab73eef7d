using Rectification.Storage;

namespace Rectification.Web.Api;

/// <summary>For load balancers and service managers: <c>live</c> = the process answers, <c>ready</c> = the database does too.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz/live", () => "ok").ExcludeFromDescription();
        app.MapGet("/healthz/ready", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(RectificationDb db, CancellationToken ct) =>
        await db.Database.CanConnectAsync(ct)
            ? TypedResults.Text("ok")
            : TypedResults.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
}
