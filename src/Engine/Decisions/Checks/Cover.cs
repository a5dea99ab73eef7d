namespace Rectification.Engine.Decisions.Checks;

/// <summary>A row as the values that it fits: one set of atoms a column.</summary>
/// <param name="Row">From 1.</param>
/// <param name="IsExact">False when a cell could not be analysed; its side then holds everything.</param>
internal sealed record Box(int Row, Atoms[] Sides, bool IsExact)
{
    public bool IsEmpty => Array.Exists(Sides, side => side.IsEmpty);

    public bool Meets(Box other)
    {
        for (var i = 0; i < Sides.Length; i++)
            if (!Sides[i].Meets(other.Sides[i]))
                return false;
        return true;
    }
}

/// <summary>Finds what boxes leave uncovered, column by column; atoms that the same boxes cover are taken together. Gives up after a number of steps.</summary>
internal sealed class Cover(int[] counts, int steps)
{
    private int left = steps;

    /// <summary>Whether it gave up, so that more may be uncovered than was found.</summary>
    public bool IsExhausted => left < 0;

    /// <summary>Parts of the space that no box covers, at most <paramref name="most"/>; a side that is null is the whole column.</summary>
    public List<Atoms?[]> Uncovered(Atoms[] space, IEnumerable<Box> boxes, int most)
    {
        var found = new List<Atoms?[]>();
        Search(space, 0, [.. boxes], new Atoms?[space.Length], found, most);
        return found;
    }

    private void Search(Atoms[] space, int column, List<Box> live, Atoms?[] chosen, List<Atoms?[]> found, int most)
    {
        if (found.Count == most || left < 0)
            return;
        if (live.Count == 0)
        {
            found.Add([.. chosen]);
            return;
        }
        if (column == space.Length || live.Exists(box => HoldsRest(box, space, column)))
            return;
        foreach (var (atoms, inside) in Groups(space[column], column, live))
        {
            chosen[column] = atoms;
            Search(space, column + 1, inside, chosen, found, most);
            chosen[column] = null;
        }
    }

    private static bool HoldsRest(Box box, Atoms[] space, int column)
    {
        for (var i = column; i < space.Length; i++)
            if (!box.Sides[i].Holds(space[i]))
                return false;
        return true;
    }

    private List<(Atoms, List<Box>)> Groups(Atoms side, int column, List<Box> live)
    {
        var groups = new List<(Atoms Atoms, List<Box> Boxes)>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var mark = new char[live.Count];
        for (var atom = 0; atom < counts[column] && left >= 0; atom++)
        {
            if (!side.Has(atom))
                continue;
            left -= live.Count;
            for (var i = 0; i < mark.Length; i++)
                mark[i] = live[i].Sides[column].Has(atom) ? '1' : '0';
            var key = new string(mark);
            if (!known.TryGetValue(key, out var at))
            {
                known[key] = at = groups.Count;
                groups.Add((Atoms.None(counts[column]), live.FindAll(box => box.Sides[column].Has(atom))));
            }
            groups[at].Atoms.Add(atom);
        }
        return groups;
    }
}
