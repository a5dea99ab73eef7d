using Microsoft.AspNetCore.DataProtection;

namespace Rectification.Web.Shared;

/// <summary>One sentence carried over a redirect: what was done and what follows.</summary>
public sealed class FlashMessage(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "flash";

    private readonly IDataProtector protector = protection.CreateProtector("Flash");

    public string? Text { get; private set; }

    public void Set(string text) => accessor.HttpContext!.Response.Cookies.Append(Cookie, protector.Protect(text),
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = accessor.HttpContext.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromMinutes(5) });

    /// <summary>Takes the sentence out of the request; it is told once.</summary>
    internal void Take(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Cookies[Cookie] is not { Length: > 0 } text)
            return;
        http.Response.Cookies.Delete(Cookie);
        try
        {
            Text = protector.Unprotect(text);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Written by another installation on this address; it says nothing about ours.
        }
    }
}
