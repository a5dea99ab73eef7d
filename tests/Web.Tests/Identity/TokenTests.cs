using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rectification.People;
using Rectification.Web.Identity;

namespace Rectification.Web.Tests.Identity;

public sealed class TokenTests
{
    private readonly User user = new() { Id = Guid.CreateVersion7(), Name = "王敏", SecurityStamp = "one" };
    private readonly Clock clock = new() { Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)) };
    private readonly RunningInstallation installation = new();

    public TokenTests() =>
        installation.Read(new() { IsDemo = true, CreatedAt = clock.Now, TokenKey = RandomNumberGenerator.GetBytes(64) });

    [Fact]
    public async Task A_token_lives_at_least_eight_hours_and_then_ends()
    {
        var tokens = new Tokens(installation, clock);
        var issued = tokens.Issue(user);
        Assert.True(issued.ExpiresAt - clock.Now >= TimeSpan.FromHours(8));
        clock.Now = issued.ExpiresAt.AddSeconds(-1);
        Assert.Equal(user.Id, SignedIn.UserId((await tokens.Validate(issued.AccessToken))!));
        clock.Now = issued.ExpiresAt;
        Assert.Null(await tokens.Validate(issued.AccessToken));
    }

    [Fact]
    public async Task A_token_is_worth_nothing_under_another_password_state()
    {
        var tokens = new Tokens(installation, clock);
        var principal = (await tokens.Validate(tokens.Issue(user).AccessToken))!;
        Assert.True(SignedIn.IsCurrent(principal, "one"));
        Assert.False(SignedIn.IsCurrent(principal, "two"));
    }

    [Fact]
    public async Task Tokens_of_another_key_or_without_one_are_refused()
    {
        var tokens = new Tokens(installation, clock);
        var other = new RunningInstallation();
        other.Read(new() { IsDemo = true, CreatedAt = clock.Now, TokenKey = RandomNumberGenerator.GetBytes(64) });
        Assert.Null(await tokens.Validate(new Tokens(other, clock).Issue(user).AccessToken));

        var unsigned = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "rectification", Audience = "rectification", Expires = clock.Now.AddHours(1).UtcDateTime, NotBefore = clock.Now.UtcDateTime, IssuedAt = clock.Now.UtcDateTime,
            Subject = SignedIn.Identity(user.Id, user.SecurityStamp, "Bearer"),
        });
        Assert.Null(await tokens.Validate(unsigned));
        var issued = tokens.Issue(user).AccessToken;
        Assert.Null(await tokens.Validate(issued[..^4] + "AAAA"));
        Assert.Null(await tokens.Validate("nonsense"));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
