using System.Net;
using Rectification.People;

namespace Rectification.Web.Identity;

/// <summary>A real installation answers plain HTTP only on the machine itself; passwords don't travel in the open. Health checks carry nothing.</summary>
internal sealed class PlainHttpGuard(RequestDelegate next, RunningInstallation installation)
{
    public Task InvokeAsync(HttpContext http)
    {
        var caller = http.Connection.RemoteIpAddress;
        if (installation.IsDemo || http.Request.IsHttps || caller is null || IPAddress.IsLoopback(caller) || http.Request.Path.StartsWithSegments("/healthz"))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("请用 https 打开本系统。");
    }
}
