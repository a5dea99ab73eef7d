namespace Rectification.Web.Api;

/// <summary>Under <c>/api</c> nothing leaves as a bare status, a redirect to the sign-in page or an HTML error: everything refused is problem details.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Answer(context, bad.StatusCode);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            log.LogError(bug, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await Answer(context, StatusCodes.Status500InternalServerError);
            return;
        }

        var response = context.Response;
        if (response.HasStarted || response.ContentType is not null)
            return;
        if (response.StatusCode == StatusCodes.Status302Found)
            await Answer(context, StatusCodes.Status401Unauthorized);
        else if (response.StatusCode >= 400)
            await Answer(context, response.StatusCode);
    }

    private static async Task Answer(HttpContext context, int status)
    {
        var allow = context.Response.Headers.Allow;
        var retryAfter = context.Response.Headers.RetryAfter;
        context.Response.Clear();
        context.Response.Headers.Allow = allow;
        context.Response.Headers.RetryAfter = retryAfter;
        await ProblemResults.ForStatus(status).ExecuteAsync(context);
    }
}
