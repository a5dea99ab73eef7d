using System.Globalization;
using System.Text;

namespace Rectification.Engine.Feel;

internal enum TokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}

/// <param name="Text">For a text its value without quotes and escapes; for the end nothing.</param>
/// <param name="Start">Index of the first character in the expression.</param>
/// <param name="End">Index after the last one.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}

/// <summary>A fault while reading an expression; it never leaves <c>Parse</c>, which answers with a <see cref="FeelProblem"/>.</summary>
internal sealed class FeelFault(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}

/// <summary>Cuts an expression into words, numbers, texts and symbols. Names with spaces are put together by <see cref="NameTable"/>.</summary>
internal sealed class Lexer(string text)
{
    // Longest first: "**" must not be read as "*" twice.
    private static readonly string[] Symbols =
        ["..", "**", "->", "!=", "<=", ">=", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", "@"];

    private int at;

    public static List<Token> Cut(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
            tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    public static bool StartsName(char c) => char.IsLetter(c) || c is '_' or '?' || char.IsSurrogate(c);

    private static bool ContinuesName(char c) => char.IsLetterOrDigit(c) || c is '_' or '?' || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private Token Next()
    {
        SkipSpace();
        if (at >= text.Length)
            return new(TokenKind.End, "", text.Length, text.Length);

        var start = at;
        var c = text[at];
        if (StartsName(c))
            return Name(start);
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number(start);
        if (c == '"')
            return Text(start);
        // Names such as "Teacher's Evaluation" hold one; at the beginning of a word it is a wrong quotation mark.
        if (c == '\'' && at > 0 && char.IsLetterOrDigit(text[at - 1]) && at + 1 < text.Length && char.IsLetter(text[at + 1]))
            return new(TokenKind.Symbol, "'", start, ++at);
        foreach (var symbol in Symbols)
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return new(TokenKind.Symbol, symbol, start, at);
            }
        throw new FeelFault(at, c is '“' or '”' or '‘' or '’' or '\''
            ? "文本要写在英文双引号中，例如 \"general\""
            : c is '（' or '）' or '，' or '：' or '＝' or '。' or '！'
                ? $"“{c}”是全角符号，请改用英文半角符号"
                : $"“{c}”不能写在表达式中");
    }

    private void SkipSpace()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
                at++;
            else if (text.AsSpan(at).StartsWith("//"))
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                    at++;
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = close < 0 ? throw new FeelFault(at, "注释没有结束，应当以“*/”结束") : close + 2;
            }
            else
                return;
        }
    }

    private Token Name(int start)
    {
        while (at < text.Length && ContinuesName(text[at]))
            at++;
        return new(TokenKind.Name, text[start..at], start, at);
    }

    private Token Number(int start)
    {
        Digits();
        // "1..5" is a range, so a point counts only with a digit behind it.
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            Digits();
        }
        var mark = at;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (at < text.Length && char.IsAsciiDigit(text[at]))
                Digits();
            else
                at = mark;
        }
        return new(TokenKind.Number, text[start..at], start, at);

        void Digits()
        {
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
        }
    }

    private Token Text(int start)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return new(TokenKind.Text, value.ToString(), start, at);
            }
            if (text[at] == '\\' && at + 1 < text.Length)
                Escape(value);
            else
                value.Append(text[at]);
        }
        throw new FeelFault(start, "文本没有结束，应当以英文双引号结束");
    }

    private void Escape(StringBuilder value)
    {
        at++;
        switch (text[at])
        {
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case '"' or '\'' or '\\': value.Append(text[at]); break;
            case 'u': CodePoint(value, 4); break;
            case 'U': CodePoint(value, 6); break;
            default: value.Append('\\').Append(text[at]); break; // FEEL has no other escapes; "\d" in a pattern stays as written.
        }
    }

    private void CodePoint(StringBuilder value, int digits)
    {
        if (at + digits >= text.Length
            || !int.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
            throw new FeelFault(at - 1, $"“\\{text[at]}”后面应当是 {digits} 位十六进制数字");
        if (code is >= 0xD800 and <= 0xDFFF || code <= 0xFFFF)
            value.Append((char)code);
        else
            value.Append(char.ConvertFromUtf32(code));
        at += digits;
    }
}
