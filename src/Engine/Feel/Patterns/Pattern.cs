using System.Collections.Concurrent;

namespace Rectification.Engine.Feel;

[Flags]
internal enum PatternFlags
{
    None = 0,

    /// <summary>"s"</summary>
    PointTakesLineEnds = 1,

    /// <summary>"m"</summary>
    EachLine = 2,

    /// <summary>"i"</summary>
    AnyCase = 4,

    /// <summary>"x"</summary>
    IgnoreSpace = 8,

    /// <summary>"q"</summary>
    Literal = 16,
}

/// <summary>
/// A regular expression of XPath. Searching takes time in proportion to text and pattern, and both are charged to the evaluation;
/// only patterns with back-references may need more, and are cut off when the evaluation has no steps left.
/// </summary>
internal sealed class Pattern
{
    public const int Longest = 1_000;

    private const int MostKept = 500;

    // A pattern means the same everywhere; keeping the last few saves reading them again for each row of a table.
    private static readonly ConcurrentDictionary<(string, PatternFlags), Pattern?> Kept = new();

    private Pattern(PatternInstruction[] steps, int notes, int groups, bool hasBackReferences, PatternFlags flags) =>
        (Steps, Notes, Groups, HasBackReferences, Flags) = (steps, notes, groups, hasBackReferences, flags);

    public PatternInstruction[] Steps { get; }

    public int Notes { get; }

    public int Groups { get; }

    public bool HasBackReferences { get; }

    public PatternFlags Flags { get; }

    /// <summary>Null for flags that XPath doesn't know.</summary>
    public static PatternFlags? FlagsOf(string written)
    {
        var flags = PatternFlags.None;
        foreach (var flag in written)
        {
            var one = flag switch
            {
                's' => PatternFlags.PointTakesLineEnds,
                'm' => PatternFlags.EachLine,
                'i' => PatternFlags.AnyCase,
                'x' => PatternFlags.IgnoreSpace,
                'q' => PatternFlags.Literal,
                _ => PatternFlags.None,
            };
            if (one == PatternFlags.None)
                return null;
            flags |= one;
        }
        return flags;
    }

    /// <summary>Null when the text is no regular expression, or one that is too long.</summary>
    public static Pattern? Of(string text, PatternFlags flags)
    {
        if (Kept.TryGetValue((text, flags), out var known))
            return known;
        var pattern = Read(text, flags);
        if (Kept.Count >= MostKept)
            Kept.Clear();
        Kept[(text, flags)] = pattern;
        return pattern;
    }

    /// <summary>In words what is wrong with a text that is no regular expression; null when it is one.</summary>
    public static string? FaultIn(string text, PatternFlags flags)
    {
        if (text.Length > Longest)
            return $"有 {text.Length} 个字符，最多 {Longest} 个";
        if (Of(text, flags) is not null)
            return null;
        var parser = new PatternParser(text, flags);
        try
        {
            parser.Read();
            return "展开后太长，请减少重复的次数";
        }
        catch (PatternFault)
        {
            return parser.Position >= text.Length ? "读到末尾仍不合写法" : $"第 {parser.Position + 1} 个字符“{text[parser.Position]}”附近不合写法";
        }
    }

    /// <summary>The first match from a position on, as positions by note; null when there is none.</summary>
    public int[]? Find(Evaluation run, string text, int from) =>
        HasBackReferences ? new TryingMatcher(this, run, text).Find(from) : new SteadyMatcher(this, run, text).Find(from);

    public bool Fits(Evaluation run, string text) => Find(run, text, 0) is not null;

    /// <summary>Whether an anchor holds at a position.</summary>
    public bool Holds(PatternStep anchor, string text, int at)
    {
        var eachLine = Flags.HasFlag(PatternFlags.EachLine);
        return anchor == PatternStep.LineStart
            ? at == 0 || (eachLine && text[at - 1] == '\n' && at < text.Length)
            : at == text.Length || (eachLine && text[at] == '\n');
    }

    private static Pattern? Read(string text, PatternFlags flags)
    {
        if (text.Length > Longest)
            return null;
        try
        {
            if (flags.HasFlag(PatternFlags.Literal))
            {
                var anyCase = flags.HasFlag(PatternFlags.AnyCase);
                var literal = new PatternPart.Sequence([.. text.EnumerateRunes()
                    .Select(rune => new PatternPart.Characters(new CharacterSet.One(rune.Value, anyCase)))]);
                var (plain, count) = PatternProgram.Of(literal, 0);
                return new(plain, count, 0, false, flags & PatternFlags.AnyCase);
            }
            var parser = new PatternParser(flags.HasFlag(PatternFlags.IgnoreSpace) ? WithoutSpace(text) : text, flags);
            var part = parser.Read();
            var (steps, notes) = PatternProgram.Of(part, parser.Groups);
            return new(steps, notes, parser.Groups, parser.HasBackReferences, flags);
        }
        catch (PatternFault)
        {
            return null;
        }
    }

    // Inside brackets a blank is meant.
    private static string WithoutSpace(string text)
    {
        var (kept, open, isEscaped) = (new System.Text.StringBuilder(text.Length), 0, false);
        foreach (var c in text)
        {
            if (open == 0 && c is ' ' or '\t' or '\n' or '\r')
                continue;
            kept.Append(c);
            open += isEscaped ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            isEscaped = !isEscaped && c == '\\';
        }
        return kept.ToString();
    }
}
