using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>A cell whose meaning is plain: values, comparisons and ranges of numbers and dates, texts and booleans. Others are not analysed.</summary>
/// <param name="IsAny">Everything passes: <c>-</c>.</param>
/// <param name="IsNegated"><c>not(…)</c>.</param>
internal sealed record CellTest(bool IsAny, bool IsNegated, ImmutableArray<Part> Parts)
{
    public static readonly CellTest Any = new(true, false, []);

    /// <summary>Null when the cell says more than can be told here.</summary>
    public static CellTest? Read(string text) => new CellReader(text).Read();
}

/// <summary>One of the alternatives in a cell.</summary>
internal abstract record Part
{
    private Part() { }

    /// <summary>One text, boolean or null.</summary>
    /// <param name="Written">As FEEL writes it.</param>
    internal sealed record Value(string Written, string Feel) : Part;

    /// <summary>A stretch of numbers or days; an end that is null is open.</summary>
    internal sealed record Stretch(decimal? From, bool IncludesFrom, decimal? To, bool IncludesTo, bool IsDate) : Part;
}

/// <summary>Reads cells of plain meaning.</summary>
internal sealed class CellReader(string text)
{
    private int at;

    public CellTest? Read()
    {
        Skip();
        if (at == text.Length || (text[at] == '-' && text[at..].Trim() == "-"))
            return CellTest.Any;
        if (Word("not") && Sign("("))
            return List() is { } inner && Sign(")") && AtEnd ? new(false, true, inner) : null;
        at = 0;
        return List() is { } parts && AtEnd ? new(false, false, parts) : null;
    }

    private bool AtEnd
    {
        get
        {
            Skip();
            return at == text.Length;
        }
    }

    private ImmutableArray<Part>? List()
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        do
        {
            if (One() is not { } part)
                return null;
            parts.Add(part);
        }
        while (Sign(","));
        return parts.ToImmutable();
    }

    private Part? One()
    {
        Skip();
        if (Sign("<="))
            return Point() is var (number, isDate) ? new Part.Stretch(null, false, number, true, isDate) : null;
        if (Sign(">="))
            return Point() is var (number, isDate) ? new Part.Stretch(number, true, null, false, isDate) : null;
        if (Sign("<"))
            return Point() is var (number, isDate) ? new Part.Stretch(null, false, number, false, isDate) : null;
        if (Sign(">"))
            return Point() is var (number, isDate) ? new Part.Stretch(number, false, null, false, isDate) : null;
        if (at < text.Length && text[at] is '[' or ']' or '(')
            return Range();
        if (TextList.Quoted(text, ref at) is { } quoted)
            return new Part.Value($"“{quoted}”", "string");
        foreach (var (word, feel) in (ReadOnlySpan<(string, string)>)[("true", "boolean"), ("false", "boolean"), ("null", "")])
            if (Word(word))
                return new Part.Value(word, feel);
        return Point() is var (exact, date) ? new Part.Stretch(exact, true, exact, true, date) : null;
    }

    private Part.Stretch? Range()
    {
        var includesFrom = text[at++] == '[';
        if (Point() is not var (from, isDate) || !Sign("..") || Point() is not var (to, alsoDate) || isDate != alsoDate)
            return null;
        Skip();
        if (at == text.Length || text[at] is not (']' or ')' or '['))
            return null;
        return new(from, includesFrom, to, text[at++] == ']', isDate);
    }

    private (decimal At, bool IsDate)? Point()
    {
        Skip();
        var start = at;
        if (Sign("@") || (Word("date") && Sign("(")))
        {
            var call = text[start] != '@';
            if (TextList.Quoted(text, ref at) is { } day && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && (!call || Sign(")")))
                return (date.DayNumber, true);
            return null;
        }
        at = start;
        if (at < text.Length && text[at] == '-')
            at++;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
            at++;
        return decimal.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number, false) : null;
    }

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private bool Sign(string sign)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
            return false;
        at += sign.Length;
        return true;
    }

    private bool Word(string word)
    {
        var before = at;
        if (Sign(word) && (at == text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '_' or '?' or '\'')))
            return true;
        at = before;
        return false;
    }
}
