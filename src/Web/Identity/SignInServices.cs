using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Rectification.People;
using Rectification.Web.People;
using Rectification.Web.Premises;

namespace Rectification.Web.Identity;

/// <summary>Who is calling: cookie for pages, bearer token for programs, one <c>CurrentActor</c> for both.</summary>
public static class SignInServices
{
    public const string CookieScheme = "Cookie";
    public const string SignInPath = "/sign-in";
    public const string PasswordPath = "/account/password";

    /// <summary>Rate limit of everything that checks a password or a one-time link.</summary>
    public const string RateLimit = "sign-in";

    private const int PerMinuteFromLoopback = 1200;
    private const int PerMinuteFromOneAddress = 120;

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Tokens>();
        services.AddAuthentication("Either")
            .AddPolicyScheme("Either", null, options =>
                options.ForwardDefaultSelector = http => BearerHandler.IsFor(http.Request) ? BearerHandler.SchemeName : CookieScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = "rectification";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.LoginPath = SignInPath;
                options.ReturnUrlParameter = "to";
            });
        services.AddAuthorization();
        services.AddOptions<CookieAuthenticationOptions>(CookieScheme).Configure<RunningInstallation>((options, installation) =>
            options.Cookie.SecurePolicy = installation.IsDemo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "rectification-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            // With Always the set-up page of a new installation could not be opened on the machine itself, before there is a certificate.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("rectification");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));
        services.AddRateLimiter(Limit);
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, configuration["Proxy:Known"]));
        return services;
    }

    /// <summary>After routing: sets who acts, and sends those who may not be here elsewhere.</summary>
    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.UseMiddleware<PlainHttpGuard>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ActorMiddleware>();
        app.UseAntiforgery();
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        MapSignOut(app);
        app.MapPeopleExports();
        app.MapPremisesFiles();
    }

    private static void MapSignOut(IEndpointRouteBuilder app) => app.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery) =>
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await http.SignOutAsync(CookieScheme);
        return Results.Redirect(SignInPath);
    }).ExcludeFromDescription();

    internal static Task SignIn(this HttpContext http, Guid userId, string? securityStamp) => http.SignInAsync(
        CookieScheme, new(SignedIn.Identity(userId, securityStamp, CookieScheme)), new() { IsPersistent = true });

    private static void Limit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(RateLimit, http =>
        {
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                return RateLimitPartition.GetNoLimiter("");
            var address = http.Connection.RemoteIpAddress;
            // The in-process test server has no address.
            var isLoopback = address is null || IPAddress.IsLoopback(address);
            return RateLimitPartition.GetSlidingWindowLimiter(isLoopback ? "loopback" : address!.ToString(), _ => new()
            {
                PermitLimit = isLoopback ? PerMinuteFromLoopback : PerMinuteFromOneAddress,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            });
        });
    }

    // Loopback proxies are trusted as they come; others are named, by address or network: Proxy:Known=10.0.0.0/8,192.168.1.5
    private static void Trust(ForwardedHeadersOptions options, string? known)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var part in (known ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(part));
        }
    }
}
