namespace Rectification.Engine.Checking;

/// <summary>How much looking a drawing is worth, all its levels together. Counted in tokens that are looked at or moved, so it is the same on every machine.</summary>
internal sealed class Effort
{
    public const int Most = 20_000_000;

    /// <summary>At most <see cref="Most"/> and what the last look cost.</summary>
    public int Spent { get; private set; }

    public bool IsExhausted => Spent >= Most;

    public void Spend(int looks) => Spent += looks;
}
