using MediatR;
using Rectification.Notifications;
using Rectification.Requests;

namespace Rectification.Web.Notifications;

/// <summary>Opening a notification marks it read and leads to what it is about.</summary>
public static class OpenNotification
{
    public static void MapOpenNotification(this IEndpointRouteBuilder app)
    {
        app.MapGet("/notifications/{id:guid}", Open).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/notifications/unread", Unread).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> Unread(NotificationQueries queries, CurrentActor current, CancellationToken ct) =>
        current.Actor is { } actor ? Results.Json(new { unread = await queries.Unread(actor, ct) }) : Results.Unauthorized();

    private static async Task<IResult> Open(Guid id, NotificationQueries queries, CurrentActor current, IMediator mediator, CancellationToken ct)
    {
        if (current.Actor is not { } actor || await queries.Find(id, actor, ct) is not { } notification)
            return Results.NotFound();
        if (notification.ReadAt is null)
            await mediator.Send(new ReadNotifications(id), ct);
        return Results.LocalRedirect(notification.Link);
    }
}
