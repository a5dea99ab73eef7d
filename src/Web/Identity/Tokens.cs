using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rectification.People;

namespace Rectification.Web.Identity;

/// <summary>Bearer tokens of the API, signed with the installation's own key. They end with their time, or when the password changes.</summary>
public sealed class Tokens(RunningInstallation installation, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const string Issuer = "rectification";

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly Lazy<SymmetricSecurityKey> key = new(() => new SymmetricSecurityKey(installation.TokenKey.ToArray()));

    public IssuedToken Issue(User user)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now + Life;
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Subject = SignedIn.Identity(user.Id, user.SecurityStamp, "Bearer"),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256),
        });
        return new(token, expiresAt);
    }

    /// <summary>Who the token says, when it is ours and still good; null otherwise.</summary>
    public async Task<ClaimsPrincipal?> Validate(string token)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKey = key.Value,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            AuthenticationType = "Bearer",
            NameClaimType = SignedIn.UserIdClaim,
            LifetimeValidator = (notBefore, expires, _, _) => notBefore <= clock.GetUtcNow().UtcDateTime.AddMinutes(1) && expires > clock.GetUtcNow().UtcDateTime,
        });
        return result.IsValid ? new ClaimsPrincipal(result.ClaimsIdentity) : null;
    }
}

public sealed record IssuedToken(string AccessToken, DateTimeOffset ExpiresAt);

/// <summary>What cookie and token carry: who, and a mark of the password's state. Everything else is read anew with each request.</summary>
public static class SignedIn
{
    public const string UserIdClaim = "sub";
    public const string StampClaim = "stamp";

    public static ClaimsIdentity Identity(Guid userId, string? securityStamp, string scheme) => new(
        [new(UserIdClaim, userId.ToString()), new(StampClaim, Mark(securityStamp))], scheme, UserIdClaim, null);

    public static Guid? UserId(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(UserIdClaim), out var id) ? id : null;

    public static bool IsCurrent(ClaimsPrincipal principal, string securityStamp) => principal.FindFirstValue(StampClaim) == Mark(securityStamp);

    // The stamp itself keys one-time codes, so it stays inside.
    private static string Mark(string? securityStamp) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")))[..20];
}
