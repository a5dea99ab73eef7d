namespace Rectification.Engine.Elements;

/// <summary>A task or manual task: done outside the system, so the token only passes.</summary>
public sealed record PlainTask(string Id, string Name) : Activity(Id, Name)
{
    internal override Move Begin(Visit visit) => visit.Complete(Variables.Empty);
}
