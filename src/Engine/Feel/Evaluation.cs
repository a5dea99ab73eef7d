namespace Rectification.Engine.Feel;

/// <summary>One evaluation: what it may see, and how much work it may still do.</summary>
internal sealed class Evaluation(Variables variables, Surroundings surroundings)
{
    // One is kept for the next evaluation on this thread: conditions are asked so often that even a small object counts.
    [ThreadStatic]
    private static Evaluation? spare;

    public const int LongestText = 1_000_000;

    // Both are far beyond any drawing and small enough to answer within a second and on any thread's stack.
    private const int MostSteps = 1_000_000;
    private const int DeepestCalls = 1_200;

    // As deep as JSON is written and read again.
    private const int DeepestValue = 60;

    private HashSet<string>? patterns;
    private int stepsLeft = MostSteps;
    private int depth;

    public Variables Variables { get; private set; } = variables;

    public Surroundings Surroundings { get; private set; } = surroundings;

    /// <summary>Where decision tables tell why; null when nobody asks.</summary>
    public Decisions.Trail? Trail { get; init; }

    /// <summary>In words, without a full stop: why the result must not count although there may be one; null when nothing speaks against it.</summary>
    public string? Fault { get; private set; }

    public WorkCalendar Calendar => Surroundings.Calendar;

    public TimeSpan Offset => Surroundings.Calendar.Offset;

    /// <summary>Begins an evaluation that ends with <see cref="End"/>.</summary>
    public static Evaluation Begin(Variables variables, Surroundings surroundings)
    {
        if (spare is not { } run)
            return new(variables, surroundings);
        spare = null;
        (run.Variables, run.Surroundings, run.stepsLeft, run.depth, run.patterns, run.Fault) = (variables, surroundings, MostSteps, 0, null, null);
        return run;
    }

    /// <summary>Nothing may use it any more.</summary>
    public void End()
    {
        (Variables, Surroundings) = (null!, null!);
        spare = this;
    }

    public void Charge(int steps)
    {
        stepsLeft -= Math.Max(1, steps);
        if (stepsLeft < 0)
            throw new FeelExhausted();
    }

    /// <summary>Pays for reading a pattern, in full only the first time, however often a loop uses it.</summary>
    public void Meet(string pattern) => Charge((patterns ??= new(StringComparer.Ordinal)).Add(pattern) ? 2_000 : 10);

    /// <summary>Goes one level down into a value.</summary>
    public void Descend(int depth)
    {
        Charge(1);
        if (depth > DeepestValue)
            throw new FeelExhausted();
    }

    /// <summary>A setting of the street. That one isn't there is a fault whatever would become of the null: no deadline, say, nobody has meant.</summary>
    public object? Setting(string key)
    {
        if (Surroundings.Settings.Values.TryGetValue(key, out var value))
            return value;
        Fault ??= $"{SettingKeys.Unknown(key, [.. Surroundings.Settings.Values.Keys])}，没有得出结果";
        return null;
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
internal sealed class FeelExhausted : Exception
{
    public const string InWords = "计算量超过上限（循环次数太多、嵌套太深或文本太长），没有得出结果";
}
