namespace Rectification.Engine.Feel;

/// <summary>Walks over the tokens of one expression and says in words what it misses.</summary>
internal sealed class TokenReader(string text)
{
    private const int LongestText = 65_536;

    private readonly List<Token> tokens = text.Length <= LongestText
        ? Lexer.Cut(text)
        : throw new FeelFault(0, $"表达式最多 {LongestText} 个字符，现在 {text.Length} 个");

    private int at;

    public Token Current => tokens[at];

    public List<Token> Tokens => tokens;

    public int Position => at;

    public Token Ahead(int count) => tokens[Math.Min(at + count, tokens.Count - 1)];

    public Token Take()
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.End)
            at++;
        return token;
    }

    public void Skip(int count) => at = Math.Min(at + count, tokens.Count - 1);

    public bool TakeIf(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        at++;
        return true;
    }

    public bool TakeWordIf(string word)
    {
        if (!Current.IsWord(word))
            return false;
        at++;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!TakeIf(symbol))
            throw Missing($"“{symbol}”");
    }

    public void ExpectWord(string word)
    {
        if (!TakeWordIf(word))
            throw Missing($"“{word}”");
    }

    public void ExpectEnd()
    {
        if (Current.Kind == TokenKind.End)
            return;
        if (at > 0 && tokens[at - 1].Kind == TokenKind.Name && Current.Kind == TokenKind.Name)
            throw new FeelFault(Current.Start, $"“{tokens[at - 1].Text} {Current.Text}”不是已知的名称；两个名称之间应当有运算符");
        throw new FeelFault(Current.Start, $"表达式到这里应当结束，后面多出了{Shown(Current)}");
    }

    public FeelFault Missing(string what) => new(Current.Start, Current.Kind == TokenKind.End
        ? $"表达式没有写完，这里应当是{what}"
        : $"这里应当是{what}，现在是{Shown(Current)}");

    /// <summary>The name made of the tokens from <paramref name="from"/> up to the current one, spaced as FEEL compares names: words by one blank, signs as written.</summary>
    public string NameSince(int from)
    {
        if (at == from)
            throw Missing("一个名称");
        var name = new System.Text.StringBuilder(tokens[from].Text);
        for (var i = from + 1; i < at; i++)
        {
            if (tokens[i].Start > tokens[i - 1].End)
                name.Append(' ');
            name.Append(tokens[i].Text);
        }
        return name.ToString();
    }

    private static string Shown(Token token) => token.Kind switch
    {
        TokenKind.Text => $"文本“{token.Text}”",
        _ => $"“{token.Text}”",
    };
}
