using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Rectification.People;
using Rectification.Requests;
using Rectification.Web.Api;

namespace Rectification.Web.Identity;

/// <summary>The roles that a page is for; others get 403. A page without it is for everyone signed in, with <see cref="AllowAnonymousAttribute"/> for everybody.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageForAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Sets <see cref="CurrentActor"/> from cookie or token, as the person stands at this moment, and guards the pages.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    private static readonly Problem MustChange = Problem.Forbidden("password.must-change", "首次登录请先在网页上修改密码");

    public async Task InvokeAsync(HttpContext http, CurrentActor current, Actors actors)
    {
        current.From = http.Connection.RemoteIpAddress?.ToString();
        var mustChange = false;
        if (SignedIn.UserId(http.User) is { } userId)
        {
            if (await actors.LoadAccount(userId, http.RequestAborted) is { } account && SignedIn.IsCurrent(http.User, account.SecurityStamp))
                (current.Actor, mustChange) = (account.Actor, account.MustChangePassword);
            else
            {
                // Deactivated, or the password was changed elsewhere.
                http.User = new();
                if (!BearerHandler.IsFor(http.Request))
                    await http.SignOutAsync(SignInServices.CookieScheme);
            }
        }
        if (mustChange && await SendToPassword(http))
            return;
        if (Page(http) is { } page && !MayOpen(http, page, current.Actor))
            return;
        await next(http);
    }

    private static async Task<bool> SendToPassword(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await MustChange.ToHttp().ExecuteAsync(http);
            return true;
        }
        if (Page(http) is null || http.Request.Path.StartsWithSegments(SignInServices.PasswordPath) || http.Request.Path.StartsWithSegments(SignInServices.SignInPath))
            return false;
        http.Response.Redirect(SignInServices.PasswordPath);
        return true;
    }

    private static bool MayOpen(HttpContext http, Endpoint page, Actor? actor)
    {
        if (page.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return true;
        if (actor is null)
        {
            var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            http.Response.Redirect(to == "/" ? SignInServices.SignInPath : $"{SignInServices.SignInPath}?to={Uri.EscapeDataString(to)}");
            return false;
        }
        if (page.Metadata.GetMetadata<PageForAttribute>() is { } rule && !rule.Roles.Any(actor.Has))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return false;
        }
        return true;
    }

    private static Endpoint? Page(HttpContext http) =>
        http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? endpoint : null;
}
