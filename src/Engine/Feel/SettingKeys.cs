namespace Rectification.Engine.Feel;

/// <summary>Keys of settings as expressions write them.</summary>
public static class SettingKeys
{
    private const int LongestCompared = 100;

    /// <summary>Says in Chinese that there is no such setting, and which one is written most alike; null when there is one.</summary>
    public static string? Unknown(string key, IReadOnlyCollection<string> known)
    {
        if (known.Contains(key))
            return null;
        var shown = key.Length > LongestCompared ? key[..LongestCompared] + "…" : key;
        var alike = known.Order(StringComparer.Ordinal).MinBy(each => Edits(key, each));
        return $"没有名为“{shown}”的设置{(alike is null ? "" : $"，写法最接近的是“{alike}”")}";
    }

    // Letters to put in, take out or change (Levenshtein).
    private static int Edits(string from, string to)
    {
        (from, to) = (from.Length > LongestCompared ? from[..LongestCompared] : from, to.Length > LongestCompared ? to[..LongestCompared] : to);
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}

/// <summary>A setting that an expression names by a literal key.</summary>
/// <param name="Position">From 0, in the expression.</param>
internal readonly record struct NamedSetting(int Position, string Key);
