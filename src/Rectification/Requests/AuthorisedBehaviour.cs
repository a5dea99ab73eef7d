using System.Reflection;
using MediatR;

namespace Rectification.Requests;

/// <summary>First in the pipeline: who may send this command at all. The handler then checks the scope of what it touches.</summary>
internal sealed class AuthorisedBehaviour<TCommand, T>(CurrentActor current) : IPipelineBehavior<TCommand, Result<T>>
    where TCommand : ICommand<T>
{
    private static readonly Func<CurrentActor, Problem?> Rule = RuleOf(typeof(TCommand));

    public async Task<Result<T>> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next) =>
        Rule(current) is { } problem ? problem : await next();

    private static Func<CurrentActor, Problem?> RuleOf(Type command)
    {
        if (command.GetCustomAttribute<AllowAnonymousCommandAttribute>() is not null)
            return _ => null;
        if (command.GetCustomAttribute<AllowSystemAttribute>() is not null)
            return current => current.Actor switch
            {
                null => RequestProblems.SignInFirst,
                { IsSystem: true } => null,
                _ => RequestProblems.NotYours,
            };
        if (command.GetCustomAttribute<AllowSignedInAttribute>() is not null)
            return current => current.Actor is null ? RequestProblems.SignInFirst : null;
        var roles = command.GetCustomAttribute<AllowAttribute>()?.Roles
            ?? throw new InvalidOperationException($"{command.Name} says nowhere who may send it; give it [Allow…].");
        return current => current.Actor switch
        {
            null => RequestProblems.SignInFirst,
            { IsSystem: true } => null,
            { } actor when roles.Any(actor.Has) => null,
            _ => RequestProblems.NotYours,
        };
    }
}

internal static class RequestProblems
{
    public static readonly Problem SignInFirst = new(ProblemKind.Unauthenticated, "sign-in.required", "请先登录");

    public static readonly Problem NotYours = Problem.Forbidden("role.missing", "您的角色不能办理此事；如需办理，请联系安全管理员授予角色");
}
