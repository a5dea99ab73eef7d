using System.Reflection;
using Microsoft.AspNetCore.Components;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Web.Identity;

/// <summary>Who may fetch a file that belongs to a page.</summary>
internal static class DownloadRules
{
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, params Role[] roles) => route
        .ExcludeFromDescription()
        .AddEndpointFilter(async (call, next) => call.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Actor switch
        {
            null => Results.Redirect(SignInServices.SignInPath),
            { } actor when roles.Any(actor.Has) => await next(call),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        });

    /// <summary>Whoever may open the page, read from the page itself.</summary>
    public static RouteHandlerBuilder ForReadersOf<TPage>(this RouteHandlerBuilder route) where TPage : IComponent =>
        route.For([.. typeof(TPage).GetCustomAttribute<PageForAttribute>()!.Roles]);
}
