namespace Rectification.Engine.Elements;

/// <summary>Computes a FEEL expression and keeps its value in a variable.</summary>
public sealed record ScriptTask(string Id, string Name, Expression Script, string ResultVariable) : Activity(Id, Name)
{
    internal override Move Begin(Visit visit) =>
        visit.Evaluate(Script) is var value && visit.Problem is null ? visit.Complete(Variables.Empty.With(ResultVariable, value)) : visit.Fail();
}
