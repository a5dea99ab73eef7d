using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Requests;

/// <summary>What must be kept although the command is refused: a wrong password counts. Sent as a command of its own after the rollback. Scoped.</summary>
public sealed class Aftermath(IServiceProvider services)
{
    private readonly List<Func<IMediator, Task>> refused = [];

    public void OnRefusal<T>(ICommand<T> command) => refused.Add(mediator => mediator.Send(command));

    internal void Clear() => refused.Clear();

    internal async Task Refused()
    {
        Func<IMediator, Task>[] actions = [.. refused];
        Clear();
        // Asked for only now: the mediator is made of handlers, which are made with this.
        foreach (var action in actions)
            await action(services.GetRequiredService<IMediator>());
    }
}
