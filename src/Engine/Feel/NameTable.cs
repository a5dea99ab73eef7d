namespace Rectification.Engine.Feel;

/// <summary>
/// The names that may hold spaces or signs ("date and time", "risk-level"), each as the words it is cut into.
/// FEEL takes the longest known name that fits, so names must be known before they are used.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<(string[] Words, string Name)>> byFirstWord = new(StringComparer.Ordinal);
    private readonly NameTable? outer;

    public NameTable(IEnumerable<string> names, NameTable? outer = null)
    {
        this.outer = outer;
        foreach (var name in names)
            Add(name);
    }

    /// <summary>Names of one plain word need no entry: they are read as they stand.</summary>
    public void Add(string name)
    {
        if (Words(name) is not { Length: > 1 } words)
            return;
        if (!byFirstWord.TryGetValue(words[0], out var names))
            byFirstWord[words[0]] = names = [];
        if (names.TrueForAll(known => known.Name != name))
        {
            names.Add((words, name));
            names.Sort((one, two) => two.Words.Length - one.Words.Length);
        }
    }

    /// <summary>The longest known name that begins at a token, and how many tokens it takes; null when none does.</summary>
    public (string Name, int Length)? Longest(List<Token> tokens, int from)
    {
        (string Name, int Length)? best = outer?.Longest(tokens, from);
        if (!byFirstWord.TryGetValue(tokens[from].Text, out var names))
            return best;
        foreach (var (words, name) in names)
            if (words.Length > (best?.Length ?? 1) && Fits(words, tokens, from))
                return (name, words.Length);
        return best;
    }

    private static bool Fits(string[] words, List<Token> tokens, int from)
    {
        if (from + words.Length > tokens.Count)
            return false;
        for (var i = 0; i < words.Length; i++)
            if (tokens[from + i].Kind == TokenKind.Text || tokens[from + i].Text != words[i])
                return false;
        return true;
    }

    private static string[] Words(string name)
    {
        try
        {
            return [.. Lexer.Cut(name).Where(token => token.Kind != TokenKind.End).Select(token => token.Text)];
        }
        catch (FeelFault)
        {
            return []; // Such a name can't be written in an expression, only be fetched with get value().
        }
    }
}
