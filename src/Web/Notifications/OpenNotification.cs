using MediatR;
using Rectification.Notifications;
using Rectification.Requests;

namespace Rectification.Web.Notifications;

/// <summary>Opening a notification marks it read and leads to what it is about.</summary>
public static class OpenNotification
{
    public static void MapOpenNotification(this IEndpointRouteBuilder app) =>
        app.MapGet("/notifications/{id:guid}", Open).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Open(Guid id, NotificationQueries queries, CurrentActor current, IMediator mediator, CancellationToken ct)
    {
        if (await queries.Find(id, current.Required, ct) is not { } notification)
            return Results.NotFound();
        if (notification.ReadAt is null)
            await mediator.Send(new ReadNotifications(id), ct);
        return Results.LocalRedirect(notification.Link);
    }
}
