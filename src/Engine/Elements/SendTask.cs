using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Sends a message and goes on.</summary>
public sealed record SendTask(string Id, string Name, MessageTrigger Message) : Activity(Id, Name)
{
    internal override Move Begin(Visit visit) => Message.Throw(visit);
}
