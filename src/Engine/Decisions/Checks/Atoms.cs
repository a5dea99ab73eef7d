namespace Rectification.Engine.Decisions.Checks;

/// <summary>A set of atoms of one axis.</summary>
internal readonly struct Atoms(ulong[] words)
{
    private readonly ulong[] words = words;

    public static Atoms None(int count) => new(new ulong[(count + 63) / 64]);

    public bool IsEmpty => Array.TrueForAll(words, word => word == 0);

    public bool Has(int atom) => (words[atom >> 6] >> (atom & 63) & 1) != 0;

    public void Add(int atom) => words[atom >> 6] |= 1ul << (atom & 63);

    public bool Meets(Atoms other)
    {
        for (var i = 0; i < words.Length; i++)
            if ((words[i] & other.words[i]) != 0)
                return true;
        return false;
    }

    public bool Holds(Atoms other)
    {
        for (var i = 0; i < words.Length; i++)
            if ((other.words[i] & ~words[i]) != 0)
                return false;
        return true;
    }

    public Atoms And(Atoms other)
    {
        var both = new ulong[words.Length];
        for (var i = 0; i < both.Length; i++)
            both[i] = words[i] & other.words[i];
        return new(both);
    }
}
