namespace Rectification;

/// <summary>A value, or the problem that kept it from being.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    public Problem? Problem { get; }

    public bool IsOk => Problem is null;

    /// <summary>The value; a bug in the caller when there is a <see cref="Problem"/>.</summary>
    public T Value => Problem is null ? value! : throw new InvalidOperationException($"No value: {Problem.Code} {Problem.Title}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}

/// <summary>The value of a request that has nothing to say.</summary>
public readonly record struct Nothing
{
    public static readonly Nothing Here;
}
