using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Web.Accountability;
using Rectification.Web.Boards;
using Rectification.Web.Enforcement;
using Rectification.Web.Hazards;
using Rectification.Web.Ledgers;
using Rectification.Web.Notifications;
using Rectification.Web.Policies;
using Rectification.Web.Settings;
using Rectification.Web.Shared;
using Rectification.Workflow;

namespace Rectification.Web.Layout;

/// <summary>Everything that pages need of the host: components, headers, pages for errors.</summary>
public static class PageServices
{
    // Styles and scripts only from here, never inline; pictures also from the camera and the signature pad.
    private const string ContentSecurity =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Also in Production, where a run from the sources would otherwise answer a gzip request for a style sheet with an empty body;
        // and the files compressed by the build, instead of compressing them at each request.
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";

        var services = builder.Services;
        services.AddRazorComponents();
        // Chinese stays Chinese in the page's source; only what HTML reserves is escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped<Frame>();
        services.AddScoped<FlashMessage>();
        services.AddScoped<ScopeQueries>().AddScoped<NotificationQueries>().AddScoped<DueQueries>();
    }

    /// <summary>Before authentication: headers, and a Chinese page where an answer would have been empty.</summary>
    public static void UsePageErrors(this WebApplication app)
    {
        app.Use(static (http, next) =>
        {
            // Set as the answer leaves, because an error clears what was set before.
            http.Response.OnStarting(static state => Protect((IHeaderDictionary)state), http.Response.Headers);
            return next(http);
        });
        app.UseWhen(static http => !IsForPrograms(http.Request), static pages =>
        {
            pages.UseStatusCodePages(Tell);
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = static http => Task.CompletedTask });
        });
        // Here and not at the front, so that an error page finds its own endpoint.
        app.UseRouting();
    }

    /// <summary>After authentication and the actor: what the frame shows.</summary>
    public static void UseFrame(this WebApplication app) => app.Use(static async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(http);
            return;
        }
        if (HttpMethods.IsPost(http.Request.Method) && RefusedPost.Status(http) is { } refusal)
        {
            http.Response.StatusCode = refusal;
            return;
        }
        http.RequestServices.GetRequiredService<FlashMessage>().Take(http);
        await http.RequestServices.GetRequiredService<Frame>().Load(http);
        await next(http);
        RefusedPost.LeaveToErrorPage(http.Response);
    });

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
        app.MapHazardExport();
        app.MapLevelAdvice();
        app.MapLedgerFiles();
        app.MapBoardFiles();
        app.MapAccountabilityFiles();
        app.MapOversightFiles();
        app.MapHandoverFiles();
        app.MapCalendarFiles();
        app.MapPolicyFiles();
        app.MapOpenNotification();
    }

    private static Task Protect(IHeaderDictionary headers)
    {
        // A file of a case brings its own, stricter policy.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
        return Task.CompletedTask;
    }

    private static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/healthz")
        || request.Path.StartsWithSegments("/dist");

    // Runs the error page as a GET of its own, so that a refused post doesn't look for its form there.
    private static async Task Tell(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var (path, query, method, code) = (http.Request.Path, http.Request.QueryString, http.Request.Method, http.Response.StatusCode);
        http.SetEndpoint(null);
        // The page that answered 404 has used up this request's components.
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        // Tells the components that this 404 is meant to be shown.
        http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalPathBase = http.Request.PathBase, OriginalQueryString = query.Value });
        // What was sent is now only shown; with the verdict in place the form could not even be read for that.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        http.Request.RouteValues.Clear();
        (http.Request.Path, http.Request.QueryString, http.Request.Method) = ($"/error/{code}", default, HttpMethods.Get);
        try
        {
            await context.Next(http);
        }
        finally
        {
            (http.Request.Path, http.Request.QueryString, http.Request.Method) = (path, query, method);
            http.RequestServices = services;
        }
    }
}
