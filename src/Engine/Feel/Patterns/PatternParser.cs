using System.Globalization;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternPart
{
    public sealed record Characters(CharacterSet Set) : PatternPart;

    public sealed record Sequence(PatternPart[] Parts) : PatternPart;

    public sealed record Choice(PatternPart[] Branches) : PatternPart;

    /// <param name="Most">-1 for any number.</param>
    public sealed record Repeat(PatternPart Part, int Least, int Most, bool IsLazy) : PatternPart;

    /// <param name="Number">0 when it is not captured.</param>
    public sealed record Enclosed(PatternPart Part, int Number) : PatternPart;

    public sealed record LineStart : PatternPart;

    public sealed record LineEnd : PatternPart;

    /// <summary>Once more what a group has matched.</summary>
    public sealed record Same(int Number) : PatternPart;
}

/// <summary>A regular expression that is none; it never leaves <see cref="Pattern"/>.</summary>
internal sealed class PatternFault : Exception;

/// <summary>Reads regular expressions as XPath has them, which DMN 1.5 (10.3.4.3) refers to: those of XML Schema with groups, lazy quantifiers, anchors and back-references.</summary>
internal sealed class PatternParser(string text, PatternFlags flags)
{
    private const int DeepestNesting = 50;

    private readonly HashSet<int> closed = [];
    private int at;
    private int depth;

    /// <summary>How many groups are captured.</summary>
    public int Groups { get; private set; }

    public bool HasBackReferences { get; private set; }

    /// <summary>How many characters are read.</summary>
    public int Position => at;

    private bool AnyCase => flags.HasFlag(PatternFlags.AnyCase);

    private char Current => at < text.Length ? text[at] : '\0';

    public PatternPart Read()
    {
        var part = Choice();
        return at == text.Length ? part : throw new PatternFault();
    }

    private PatternPart Choice()
    {
        if (++depth > DeepestNesting)
            throw new PatternFault();
        var branches = new List<PatternPart> { Branch() };
        while (at < text.Length && Current == '|')
        {
            at++;
            branches.Add(Branch());
        }
        depth--;
        return branches.Count == 1 ? branches[0] : new PatternPart.Choice([.. branches]);
    }

    private PatternPart Branch()
    {
        var parts = new List<PatternPart>();
        while (at < text.Length && Current is not ('|' or ')'))
            parts.Add(Quantified(Atom()));
        return parts.Count == 1 ? parts[0] : new PatternPart.Sequence([.. parts]);
    }

    private PatternPart Quantified(PatternPart part)
    {
        if (at >= text.Length)
            return part;
        int least, most;
        switch (Current)
        {
            case '?': (least, most) = (0, 1); at++; break;
            case '*': (least, most) = (0, -1); at++; break;
            case '+': (least, most) = (1, -1); at++; break;
            case '{':
                at++;
                least = Count();
                most = least;
                if (Current == ',')
                {
                    at++;
                    most = Current == '}' ? -1 : Count();
                }
                Expect('}');
                if (most >= 0 && most < least)
                    throw new PatternFault();
                break;
            default:
                return part;
        }
        var isLazy = at < text.Length && Current == '?';
        if (isLazy)
            at++;
        return new PatternPart.Repeat(part, least, most, isLazy);
    }

    private int Count()
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(Current))
            at++;
        return int.TryParse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new PatternFault();
    }

    private void Expect(char wanted)
    {
        if (at >= text.Length || text[at++] != wanted)
            throw new PatternFault();
    }

    private PatternPart Atom()
    {
        switch (Current)
        {
            case '(':
                at++;
                var number = 0;
                if (Current == '?')
                {
                    at++;
                    Expect(':');
                }
                else
                    number = ++Groups;
                var inner = Choice();
                Expect(')');
                closed.Add(number);
                return new PatternPart.Enclosed(inner, number);
            case '[':
                return new PatternPart.Characters(Class());
            case '.':
                at++;
                return new PatternPart.Characters(new CharacterSet.Point(flags.HasFlag(PatternFlags.PointTakesLineEnds)));
            case '^':
                at++;
                return new PatternPart.LineStart();
            case '$':
                at++;
                return new PatternPart.LineEnd();
            case '\\' when at + 1 < text.Length && text[at + 1] is >= '1' and <= '9':
                return BackReference();
            case '\\':
                var (set, character) = Escape();
                return new PatternPart.Characters(set ?? new CharacterSet.One(character, AnyCase));
            case '?' or '*' or '+' or '{' or '}' or ']' or ')':
                throw new PatternFault();
            default:
                return new PatternPart.Characters(new CharacterSet.One(Take(), AnyCase));
        }
    }

    // More digits belong to the number as long as there are so many groups.
    private PatternPart.Same BackReference()
    {
        at++;
        var number = text[at++] - '0';
        while (at < text.Length && char.IsAsciiDigit(Current) && (number * 10) + Current - '0' <= Groups)
            number = (number * 10) + text[at++] - '0';
        HasBackReferences = true;
        return closed.Contains(number) ? new(number) : throw new PatternFault();
    }

    private int Take()
    {
        var rune = Rune.GetRuneAt(text.AsSpan(at).IsEmpty ? throw new PatternFault() : Whole(), 0);
        at += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private string Whole() => char.IsSurrogate(text[at])
        ? at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? text.Substring(at, 2) : throw new PatternFault()
        : text[at].ToString();

    /// <summary>A set, or the one character that is meant.</summary>
    private (CharacterSet? Set, int Character) Escape()
    {
        at++;
        if (at >= text.Length)
            throw new PatternFault();
        var letter = text[at++];
        switch (letter)
        {
            case 'n': return (null, '\n');
            case 'r': return (null, '\r');
            case 't': return (null, '\t');
            case '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$':
                return (null, letter);
            case 'p' or 'P':
                Expect('{');
                var end = text.IndexOf('}', at);
                if (end < 0)
                    throw new PatternFault();
                var named = CharacterSet.Property(text[at..end]) ?? throw new PatternFault();
                at = end + 1;
                return (letter == 'p' ? named : new CharacterSet.Not(named), 0);
        }
        var set = CharacterSet.Escaped(char.ToLowerInvariant(letter)) ?? throw new PatternFault();
        return (char.IsLower(letter) ? set : new CharacterSet.Not(set), 0);
    }

    // "[a-z]", "[^a-z]", "[a-z-[aeiou]]"
    private CharacterSet.Group Class()
    {
        if (++depth > DeepestNesting)
            throw new PatternFault();
        Expect('[');
        var isNegated = Current == '^';
        if (isNegated)
            at++;
        var (ranges, sets) = (new List<(int From, int To)>(), new List<CharacterSet>());
        CharacterSet? without = null;
        var isFirst = true;
        while (true)
        {
            if (at >= text.Length)
                throw new PatternFault();
            if (Current == ']')
                break;
            if (Current == '-' && !isFirst && at + 1 < text.Length && text[at + 1] == '[')
            {
                at++;
                without = Class();
                break;
            }
            Member(ranges, sets, isFirst);
            isFirst = false;
        }
        if (isFirst)
            throw new PatternFault();
        Expect(']');
        depth--;
        return new([.. ranges], [.. sets], isNegated, without, AnyCase);
    }

    private void Member(List<(int From, int To)> ranges, List<CharacterSet> sets, bool isFirst)
    {
        var isDash = Current == '-';
        var (set, from) = Single();
        if (set is not null)
        {
            sets.Add(set);
            return;
        }
        // A bare "-" stands for itself only at either end.
        if (isDash && !isFirst && Current != ']')
            throw new PatternFault();
        if (isDash || Current != '-' || at + 1 >= text.Length || text[at + 1] is ']' or '[')
        {
            ranges.Add((from, from));
            return;
        }
        at++;
        var (other, to) = Single();
        if (other is not null || to < from)
            throw new PatternFault();
        ranges.Add((from, to));
    }

    private (CharacterSet? Set, int Character) Single() => Current switch
    {
        '\\' => Escape(),
        '[' or ']' => throw new PatternFault(),
        _ => (null, Take()),
    };
}
