using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>An external message: who may send it and which variables it takes. Rooms register theirs; anything else is refused.</summary>
/// <param name="Variables">Names let through; others are dropped. Never an outcome, a level, a deadline.</param>
/// <param name="MaySend">Asked with the case that the correlation key names.</param>
public sealed record MessageRule(string Name, ImmutableArray<string> Variables, Func<Actor, CaseRow, bool> MaySend);

/// <summary>Optional, registered by a room for a message that means more than going to whoever waits.</summary>
public interface IMessageHandler
{
    /// <summary>What the room makes of it before it is delivered.</summary>
    Task<Result<MessageAnswer>> Receive(MessageRule rule, CaseRow @case, Actor by, Variables variables, CancellationToken ct);
}

/// <param name="IsTaken">The room has dealt with it: nobody else needs to receive it.</param>
/// <param name="Variables">What goes on to whoever waits.</param>
public sealed record MessageAnswer(bool IsTaken, Variables Variables);

public static class MessageRegistration
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddMessage(MessageRule rule) => services.AddSingleton(rule);

        /// <summary>A message that the room itself sends: drawings may wait for it.</summary>
        public IServiceCollection AddMessage(KnownMessage message) => services.AddSingleton(message);

        public IServiceCollection AddMessage<T>(MessageRule rule) where T : class, IMessageHandler =>
            services.AddSingleton(rule).AddKeyedScoped<IMessageHandler, T>(rule.Name);
    }
}

/// <summary>Brings a message from outside to the case that its key names.</summary>
[AllowSignedIn]
public sealed record SendMessage(string Name, string CorrelationKey, Variables Variables) : ICommand<Nothing>;

public sealed class SendMessageHandler(
    RectificationDb db, CurrentActor current, Workflows workflows, Journal journal, IEnumerable<MessageRule> rules, IServiceProvider services)
    : ICommandHandler<SendMessage, Nothing>
{
    public async Task<Result<Nothing>> Handle(SendMessage command, CancellationToken ct)
    {
        var actor = current.Required;
        if (rules.FirstOrDefault(each => each.Name == command.Name) is not { } rule)
            return Problem.Field("name", "没有名为此的消息，请核对名称");
        if (await db.Cases.FindAsync([command.CorrelationKey], ct) is not { } @case || !(actor.Sees(@case.Place) || rule.MaySend(actor, @case)))
            return Problem.NotFound("case.not-found", "没有这个编号的事项，或不在您的范围内");
        if (!actor.IsSystem && !rule.MaySend(actor, @case))
            return Problem.Forbidden("message.not-allowed", "您不能发送这条消息");
        var variables = Variables.From(command.Variables.Where(entry => rule.Variables.Contains(entry.Key)));
        if (services.GetKeyedService<IMessageHandler>(rule.Name) is { } handler)
        {
            var answer = await handler.Receive(rule, @case, actor, variables, ct);
            if (answer.Problem is { } problem)
                return problem;
            if (answer.Value.IsTaken)
                return Nothing.Here;
            variables = answer.Value.Variables;
        }
        journal.Add(@case, "message.sent", $"{actor.Name} 发出消息“{rule.Name}”", data: VariablesText.Write(variables));
        return await workflows.Publish(rule.Name, command.CorrelationKey, variables, ct, @case) == 0
            ? Problem.Conflict("message.no-receiver", "该事项当前不接收此消息：可能尚未下发通知，或已经办结")
            : Nothing.Here;
    }
}
