namespace Rectification.Engine.Feel;

/// <summary>One evaluation: what it may see, and how much work it may still do.</summary>
internal sealed class Evaluation(Variables variables, Surroundings surroundings)
{
    public const int LongestText = 1_000_000;

    // Both are far beyond any drawing and small enough to answer within a second and on any thread's stack.
    private const int MostSteps = 1_000_000;
    private const int DeepestCalls = 1_200;

    // As deep as JSON is written and read again.
    private const int DeepestValue = 60;

    private int stepsLeft = MostSteps;
    private int depth;

    public Variables Variables { get; } = variables;

    public Surroundings Surroundings { get; } = surroundings;

    /// <summary>Where decision tables tell why; null when nobody asks.</summary>
    public Decisions.Trail? Trail { get; init; }

    public WorkCalendar Calendar => Surroundings.Calendar;

    public TimeSpan Offset => Surroundings.Calendar.Offset;

    public void Charge(int steps)
    {
        stepsLeft -= Math.Max(1, steps);
        if (stepsLeft < 0)
            throw new FeelExhausted();
    }

    /// <summary>Goes one level down into a value.</summary>
    public void Descend(int depth)
    {
        Charge(1);
        if (depth > DeepestValue)
            throw new FeelExhausted();
    }

    public object? Call(Node body, Scope? scope)
    {
        Charge(body.Size);
        depth += body.Height + 2;
        if (depth > DeepestCalls)
            throw new FeelExhausted();
        var result = body.Evaluate(this, scope);
        depth -= body.Height + 2;
        return result;
    }
}

/// <summary>An expression that would not end in reasonable time; its value is null.</summary>
internal sealed class FeelExhausted : Exception;
