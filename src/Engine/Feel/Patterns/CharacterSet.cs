using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Engine.Feel;

/// <summary>The characters that one place of a pattern accepts; characters are code points, not UTF-16 units.</summary>
internal abstract class CharacterSet
{
    public abstract bool Holds(int character);

    /// <summary>Spaces, digits, word, name-start and name characters as XML Schema has them (<c>\s \d \w \i \c</c>).</summary>
    public static CharacterSet? Escaped(char letter) => letter switch
    {
        's' => new Test(c => c is ' ' or '\t' or '\n' or '\r'),
        'd' => new Test(c => Category(c) == UnicodeCategory.DecimalDigitNumber),
        'w' => new Test(c => !IsIn(c, 'P') && !IsIn(c, 'Z') && !IsIn(c, 'C')),
        'i' => new Test(StartsName),
        'c' => new Test(c => StartsName(c) || c is '-' or '.' or 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040) or (>= '0' and <= '9')),
        _ => null,
    };

    /// <summary>A category such as <c>Lu</c> or <c>P</c>, or a block such as <c>IsBasicLatin</c>; null when there is none of that name.</summary>
    public static CharacterSet? Property(string name)
    {
        if (name.StartsWith("Is", StringComparison.Ordinal))
            return Block(name);
        return Array.Exists(Categories, known => known == name || (name.Length == 1 && known[0] == name[0]))
            ? new Test(name.Length == 1 ? c => IsIn(c, name[0]) : c => Categories[(int)Category(c)] == name)
            : null;
    }

    /// <summary>The other forms of a letter that count as the same when case doesn't.</summary>
    public static bool AnyCase(int character, Func<int, bool> holds)
    {
        if (holds(character))
            return true;
        if (!Rune.IsValid(character))
            return false;
        var rune = new Rune(character);
        var (lower, upper) = (Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune));
        return holds(lower.Value) || holds(upper.Value)
            || holds(Rune.ToUpperInvariant(lower).Value) || holds(Rune.ToLowerInvariant(upper).Value)
            || (Twin(lower.Value) is { } twin && (holds(twin) || holds(Rune.ToUpperInvariant(new Rune(twin)).Value)));
    }

    // In the order of UnicodeCategory.
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static UnicodeCategory Category(int character) => CharUnicodeInfo.GetUnicodeCategory(character);

    private static bool IsIn(int character, char group) => Categories[(int)Category(character)][0] == group;

    private static bool StartsName(int c) => c is ':' or '_' || IsIn(c, 'L') || Category(c) == UnicodeCategory.LetterNumber;

    // Signs that have a letter's lower case without being its upper case.
    private static int? Twin(int lower) => lower switch
    {
        'k' => 0x212A,
        0xE5 => 0x212B,
        0x3C9 => 0x2126,
        's' => 0x17F,
        0x17F => 's',
        0x3B8 => 0x3F4,
        0xB5 => 0x3BC,
        0x3BC => 0xB5,
        _ => null,
    };

    private static Ranges? Block(string name)
    {
        try
        {
            // The platform knows the blocks of the basic plane by the very names of XML Schema.
            var everything = string.Create(0x10000, 0, (all, _) =>
            {
                for (var i = 0; i < all.Length; i++)
                    all[i] = (char)i;
            });
            var match = Regex.Match(everything, $@"\p{{{name}}}+", RegexOptions.NonBacktracking);
            return match.Success ? new([(match.Index, match.Index + match.Length - 1)]) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public sealed class One(int character, bool anyCase) : CharacterSet
    {
        public override bool Holds(int c) => c == character || (anyCase && AnyCase(c, other => other == character));
    }

    /// <summary>The point: all, or all but the ends of lines.</summary>
    public sealed class Point(bool lineEnds) : CharacterSet
    {
        public override bool Holds(int c) => lineEnds || c is not ('\n' or '\r');
    }

    public sealed class Ranges((int From, int To)[] ranges) : CharacterSet
    {
        public override bool Holds(int c) => Array.Exists(ranges, range => c >= range.From && c <= range.To);
    }

    public sealed class Not(CharacterSet set) : CharacterSet
    {
        public override bool Holds(int c) => !set.Holds(c);
    }

    /// <param name="without">What is taken away again; null for nothing.</param>
    public sealed class Group((int From, int To)[] ranges, CharacterSet[] sets, bool isNegated, CharacterSet? without, bool anyCase) : CharacterSet
    {
        public override bool Holds(int c) => (InRanges(c) || Array.Exists(sets, set => set.Holds(c))) != isNegated && without?.Holds(c) is not true;

        private bool InRanges(int c) => anyCase ? AnyCase(c, InOne) : InOne(c);

        private bool InOne(int c) => Array.Exists(ranges, range => c >= range.From && c <= range.To);
    }

    private sealed class Test(Func<int, bool> holds) : CharacterSet
    {
        public override bool Holds(int c) => holds(c);
    }
}
