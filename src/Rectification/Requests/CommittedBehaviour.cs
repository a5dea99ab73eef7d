using System.Reflection;
using MediatR;
using Rectification.Storage;

namespace Rectification.Requests;

/// <summary>Second in the pipeline: the transaction around the handler, run again when others were first with the same rows.</summary>
internal sealed class CommittedBehaviour<TCommand, T>(Committer committer, Aftermath aftermath) : IPipelineBehavior<TCommand, Result<T>>
    where TCommand : ICommand<T>
{
    private static readonly bool OwnTransactions = typeof(TCommand).GetCustomAttribute<OwnTransactionsAttribute>() is not null;

    public async Task<Result<T>> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        if (OwnTransactions)
            return await next();
        var result = await committer.Commit(_ =>
        {
            aftermath.Clear();
            return next();
        }, cancellationToken);
        if (!result.IsOk)
            await aftermath.Refused();
        return result;
    }
}

/// <summary>A command made of other commands, each with its own transaction; it must be harmless to be killed between two of them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnTransactionsAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
