using System.Collections.Immutable;

namespace Rectification.Policies;

/// <summary>Proposes the clauses that a sentence may be, by the pairs of characters that both share. A proposal only: a person ties.</summary>
public static class LikelyClauses
{
    private const int Most = 3;

    /// <summary>Below it two texts share little more than common words.</summary>
    private const double Least = 0.12;

    private static readonly ImmutableArray<(Clause Clause, HashSet<string> Pairs)> Known =
        [.. ClauseCatalogue.All.Select(clause => (clause, Pairs(clause.Text)))];

    /// <summary>The likeliest first; none when nothing is alike.</summary>
    public static ImmutableArray<Clause> For(string sentence)
    {
        var pairs = Pairs(sentence);
        return [.. Known.Select(each => (each.Clause, Share: Share(each.Pairs, pairs))).Where(each => each.Share >= Least)
            .OrderByDescending(each => each.Share).Take(Most).Select(each => each.Clause)];
    }

    // Of the clause's own pairs: a sentence may say much besides.
    private static double Share(HashSet<string> clause, HashSet<string> sentence) =>
        clause.Count == 0 ? 0 : (double)clause.Count(sentence.Contains) / clause.Count;

    private static HashSet<string> Pairs(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        return [.. Enumerable.Range(0, Math.Max(0, letters.Length - 1)).Select(at => letters.Substring(at, 2))];
    }
}
