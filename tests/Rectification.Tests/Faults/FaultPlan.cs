using System.Collections.Concurrent;

namespace Rectification.Tests.Faults;

internal enum FaultPoint
{
    Ask,
    Write,
    BeforeCommit,
    Commit,
    AfterCommit,
    Delivery,
    AfterDelivery,
}

/// <summary>Which operation fails: drawn from the seed, in the order in which they come.</summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Random chance = new(seed);
    private readonly Lock turn = new();

    /// <summary>While false everything works.</summary>
    public bool IsActive { get; set; } = true;

    public ConcurrentDictionary<FaultPoint, int> Struck { get; } = new();

    public bool Strikes(FaultPoint point)
    {
        if (!IsActive)
            return false;
        lock (turn)
            if (chance.NextDouble() >= LikelihoodOf(point))
                return false;
        Struck.AddOrUpdate(point, 1, (_, count) => count + 1);
        return true;
    }

    public void Break(FaultPoint point)
    {
        if (Strikes(point))
            throw new BrokenConnection($"at {point}");
    }

    private static double LikelihoodOf(FaultPoint point) => point switch
    {
        FaultPoint.Ask => 0.005,
        FaultPoint.Write => 0.01,
        FaultPoint.BeforeCommit => 0.03,
        FaultPoint.Commit => 0.03,
        FaultPoint.AfterCommit => 0.06,
        FaultPoint.Delivery or FaultPoint.AfterDelivery => 0.15,
        _ => throw new System.Diagnostics.UnreachableException(point.ToString()),
    };
}
