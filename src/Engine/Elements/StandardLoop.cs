namespace Rectification.Engine.Elements;

/// <summary>The activity is done again while a condition holds, asked before or after each time.</summary>
/// <param name="Condition">Null repeats up to <paramref name="Maximum"/>.</param>
/// <param name="Maximum">How often at most; null leaves it to the condition.</param>
public sealed record StandardLoop(Expression? Condition, int? Maximum, bool IsTestedBefore) : Loop
{
    internal override Move Begin(Visit visit, Activity activity)
    {
        visit.Enter();
        activity.ArmBoundaries(visit);
        var goesOn = !IsTestedBefore || GoesOn(visit, 0);
        if (visit.Problem is not null)
            return visit.Fail();
        visit.Progress = new(1, 1, 0, default);
        visit.Wait(Phase.Inside);
        if (!goesOn)
            return visit.EndLoop(Variables.Empty);
        Send(visit, 1);
        return Move.Waiting;
    }

    internal override Move Leave(Visit visit)
    {
        var loop = visit.Enclosing;
        var done = loop.Progress!.Completed + 1;
        var goesOn = GoesOn(visit, done);
        if (visit.Problem is not null)
            return visit.Fail();
        visit.Finish();
        loop = visit.Enclosing;
        loop.Progress = new(goesOn ? done + 1 : done, goesOn ? done + 1 : done, done, default);
        loop.Keep();
        if (!goesOn)
            return loop.EndLoop(Variables.Empty);
        Send(loop, done + 1);
        return Move.Consumed;
    }

    private bool GoesOn(Visit visit, int done)
    {
        if (Maximum is { } most && done >= most)
            return false;
        if (Condition is null)
            return true;
        if (visit.Evaluate(Condition) is bool holds)
            return holds;
        visit.Problem ??= $"“{visit.Element.Label}”的循环条件“{Condition}”没有得出是或否。请检查其中用到的变量，更正后重试。";
        return false;
    }

    private static void Send(Visit loop, int index) => loop.SendInstance(index, Variables.Empty.With("loopCounter", index));
}
