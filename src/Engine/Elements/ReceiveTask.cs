using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Waits for a message, as a catching event does, but can be looped and have boundary events.</summary>
public sealed record ReceiveTask(string Id, string Name, MessageTrigger Message) : Activity(Id, Name)
{
    internal override Trigger Awaited => Message;

    internal override Move Begin(Visit visit)
    {
        Message.Arm(visit, Id);
        return visit.Problem is null ? visit.Wait(Phase.AtEvent) : visit.Fail();
    }

    internal override Move Occur(Visit visit, Wait wait, Variables payload) =>
        visit.Element.Id == Id ? visit.Complete(payload) : visit.Choose(this, payload);
}
