using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Rectification.Web.Layout;

/// <summary>Posts of forms that are turned away before their page sees them; the error page then tells what happened and what had been typed.</summary>
public static class RefusedPost
{
    /// <summary>The status to answer with, or null when the form's token is in order (or none was needed).</summary>
    public static int? Status(HttpContext http) => http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error: var error }
        // A form that could not be read for its size has not shown its token either.
        ? error?.InnerException is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status400BadRequest
        : null;

    /// <summary>A page that answers a form it doesn't know has set a content type but written nothing: without the type the error page stands in.</summary>
    public static void LeaveToErrorPage(HttpResponse response)
    {
        if (!response.HasStarted && response.StatusCode == StatusCodes.Status400BadRequest)
            response.ContentType = null;
    }

    /// <summary>What the browser had sent; null when nothing was read, or another site sent it.</summary>
    public static IFormCollection? Form(HttpContext http) =>
        http.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" ? http.Features.Get<IFormFeature>()?.Form : null;

    /// <summary>The page the form stood on: where it came from when that is known to be here, else where it was sent.</summary>
    public static string Address(HttpRequest request, string path, string? query) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : path + query;
}
