using Microsoft.AspNetCore.Antiforgery;
using Rectification.Requests;

namespace Rectification.Web.Api;

/// <summary>What every call has in common: somebody is signed in, a page's cookie alone changes nothing, and the body could be read.</summary>
internal sealed class ApiAccess(bool openToAll) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (!openToAll)
        {
            if (http.RequestServices.GetRequiredService<CurrentActor>().Actor is null)
                return ProblemResults.ForStatus(StatusCodes.Status401Unauthorized);
            // A bearer token is never sent by a browser on its own; a cookie is, so it needs the page's token beside it.
            if (!IsRead(http.Request.Method) && !HasBearer(http.Request) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
                return new Problem(ProblemKind.Malformed, "antiforgery.invalid", "页面已过期，请刷新后重试").ToHttp();
        }
        foreach (var argument in call.Arguments)
            if (argument is IBody { Problem: { } problem })
                return problem.ToHttp();
        return await next(call);
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
