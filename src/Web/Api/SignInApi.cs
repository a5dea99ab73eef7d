using System.Collections.Immutable;
using Rectification.People;
using Rectification.Web.Identity;

namespace Rectification.Web.Api;

internal static class SignInApi
{
    public static void Map(RouteGroupBuilder open) =>
        open.MapPost("/sign-in", SignIn).WithSummary("用账号和密码换取访问令牌")
            .Produces<IssuedToken>().ProducesProblem(401).ProducesProblem(422).ProducesProblem(429)
            .RequireRateLimiting(SignInServices.RateLimit);

    private static async Task<IResult> SignIn(Body<Credentials> body, PasswordCheck check, Tokens tokens, CancellationToken ct)
    {
        var errors = ImmutableSortedDictionary<string, string>.Empty;
        if (string.IsNullOrWhiteSpace(body.Value.UserName))
            errors = errors.Add("userName", "请填写账号");
        if (string.IsNullOrEmpty(body.Value.Password))
            errors = errors.Add("password", "请填写密码");
        if (errors.Count > 0)
            return Problem.Fields(errors).ToHttp();
        return (await check.Check(body.Value.UserName, body.Value.Password, ct)).ToOk(tokens.Issue);
    }
}

internal sealed record Credentials(string? UserName, string? Password);
