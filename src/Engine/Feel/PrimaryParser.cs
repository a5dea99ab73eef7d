using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>The parts between operators: literals, names, calls, if, for, contexts, ranges.</summary>
internal sealed class PrimaryParser(TokenReader reader, Binder binder, Parser whole)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance", "of", "function", "external",
    };

    private readonly bool usesPartial = reader.Tokens.Exists(token => token.IsWord("partial"));

    /// <summary>Whether <c>?</c> was met since this was last set to false.</summary>
    public bool UsesInput { get; set; }

    public Node Read()
    {
        var token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                reader.Take();
                return new Constant(decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new FeelFault(token.Start, $"数字“{token.Text}”太大"));
            case TokenKind.Text:
                reader.Take();
                return new Constant(token.Text);
            case TokenKind.Name:
                return Word(token);
            case TokenKind.End:
                throw reader.Missing("一个值");
        }
        switch (token.Text)
        {
            case "(": return Parenthesis();
            case "[": return ListOrRange();
            case "]": return OpenRange();
            case "{": return Context();
            case "@": return At();
        }
        throw reader.Missing("一个值");
    }

    public ValueCall CallOf(Node callee)
    {
        var (arguments, given) = Arguments();
        return new ValueCall(callee, arguments, given);
    }

    /// <summary>Reads the bracket that ends a range; true when the end belongs to it.</summary>
    public bool RangeEnd()
    {
        if (reader.TakeIf("]"))
            return true;
        if (reader.TakeIf(")") || reader.TakeIf("["))
            return false;
        throw reader.Missing("“]”或“)”");
    }

    private Node Word(Token token)
    {
        if (binder.LongName(reader) is var (name, length) && FitsHere(token, name, length))
        {
            reader.Skip(length);
            return Named(name, token);
        }
        switch (token.Text)
        {
            case "true": reader.Take(); return new Constant(Values.True);
            case "false": reader.Take(); return new Constant(Values.False);
            case "null": reader.Take(); return new Constant(null);
            case "if": return Conditional();
            case "for": return Loop();
            case "some" or "every" when !reader.Ahead(1).Is("("): return Quantifier();
            case "function": return Definition();
        }
        if (Reserved.Contains(token.Text))
            throw reader.Missing("一个值");
        reader.Take();
        return Named(token.Text, token);
    }

    // "date and time" is a function only where it is called; elsewhere it may be "date" and "time".
    private bool FitsHere(Token first, string name, int length) =>
        reader.Ahead(length).Is("(") || binder.IsEntry(name) || binder.IsDeclared(name) || binder.IsLocal(name)
        || (Builtin.Find(name) is not null && !binder.IsDeclared(first.Text) && !binder.IsLocal(first.Text) && !name.Contains(" and ", StringComparison.Ordinal));

    private Node Named(string name, Token token)
    {
        if (name == Parser.InputName)
            UsesInput = true;
        if (!reader.Current.Is("(") || binder.IsLocal(name))
            return binder.Bound(name);
        if (Builtin.Find(name) is { } builtin)
            return Call(builtin, token);
        if (binder.IsDeclared(name))
            return CallOf(binder.Bound(name));
        throw new FeelFault(token.Start, $"没有名为“{name}”的函数");
    }

    private BuiltinCall Call(Builtin builtin, Token token)
    {
        var starts = new List<int>();
        var (arguments, given) = Arguments(starts);
        if (builtin.Fitting(arguments, given) is var (form, arranged))
        {
            if (LiteralChecks.Fault(builtin.Name, arranged) is var (at, fault))
                whole.Doubts.Add(new(starts[Array.IndexOf(arguments, at)], fault));
            if (builtin.Name == "setting" && arranged is [Constant { Value: string key } only])
                whole.Settings.Add(new(starts[Array.IndexOf(arguments, only)], key));
            return new BuiltinCall(builtin.Name, form, arranged);
        }
        throw new FeelFault(token.Start, $"函数 {builtin.Name} 的参数不对，应当写作：{string.Join(" 或 ", builtin.Forms.Select(form => form.Shown(builtin.Name)))}");
    }

    private (Node[] Arguments, string[]? Names) Arguments(List<int>? starts = null)
    {
        reader.Expect("(");
        if (reader.TakeIf(")"))
            return ([], null);
        var (arguments, given) = (new List<Node>(), new List<string>());
        var named = NamedArgument() is not null;
        do
        {
            if (named)
            {
                given.Add(NamedArgument() ?? throw reader.Missing("参数名称和冒号"));
                while (!reader.TakeIf(":"))
                    reader.Take();
            }
            starts?.Add(reader.Current.Start);
            arguments.Add(whole.Expression());
        }
        while (reader.TakeIf(","));
        reader.Expect(")");
        return ([.. arguments], named ? [.. given] : null);
    }

    /// <summary>The words before a colon, when the argument that begins here is one with a name.</summary>
    private string? NamedArgument()
    {
        var length = 0;
        while (reader.Ahead(length).Kind == TokenKind.Name)
            length++;
        return length > 0 && reader.Ahead(length).Is(":")
            ? string.Join(' ', Enumerable.Range(0, length).Select(i => reader.Ahead(i).Text))
            : null;
    }

    private If Conditional()
    {
        reader.Take();
        var condition = whole.Expression();
        reader.ExpectWord("then");
        var then = whole.Expression();
        reader.ExpectWord("else");
        return new If(condition, then, whole.Expression());
    }

    private For Loop()
    {
        reader.Take();
        var outer = binder.Scope;
        var (names, domains) = Domains();
        if (usesPartial)
            binder.BindPartial();
        reader.ExpectWord("return");
        var body = whole.Expression();
        binder.Scope = outer;
        return new For(names, domains, body, usesPartial);
    }

    private Quantified Quantifier()
    {
        var every = reader.Take().Text == "every";
        var outer = binder.Scope;
        var (names, domains) = Domains();
        reader.ExpectWord("satisfies");
        var condition = whole.Expression();
        binder.Scope = outer;
        return new Quantified(every, names, domains, condition);
    }

    private (string[] Names, Node[] Domains) Domains()
    {
        var (names, domains) = (new List<string>(), new List<Node>());
        do
        {
            var name = NewName(isBeforeIn: true);
            reader.ExpectWord("in");
            var domain = whole.Expression();
            if (reader.TakeIf(".."))
                domain = new SeriesNode(domain, whole.Expression());
            domains.Add(domain);
            names.Add(name);
            binder.Bind(name);
        }
        while (reader.TakeIf(","));
        return ([.. names], [.. domains]);
    }

    private Lambda Definition()
    {
        reader.Take();
        reader.Expect("(");
        var outer = binder.Scope;
        var (parameters, types) = (new List<string>(), new List<FeelType?>());
        if (!reader.Current.Is(")"))
            do
            {
                parameters.Add(NewName());
                types.Add(reader.TakeIf(":") ? FeelType.Read(reader, binder.Types) : null);
            }
            while (reader.TakeIf(","));
        reader.Expect(")");
        var start = reader.Current.Start;
        Node body;
        if (reader.TakeWordIf("external"))
        {
            var origin = whole.Expression();
            body = origin is ContextNode { IsConstant: true } context && !External.IsKnown(context.Constant, parameters.Count)
                ? throw new FeelFault(start, "没有这个外部函数；Java 的只有 java.lang.Math、String 等库中的常用函数，参数个数要一致，PMML 不支持")
                : new External(parameters.Count, origin);
        }
        else
        {
            foreach (var parameter in parameters)
                binder.Bind(parameter);
            body = whole.Expression();
        }
        binder.Scope = outer;
        return new Lambda([.. parameters], [.. types], body);
    }

    private ContextNode Context()
    {
        reader.Expect("{");
        var outer = binder.Scope;
        var (keys, values) = (new List<string>(), new List<Node>());
        if (!reader.Current.Is("}"))
            do
            {
                keys.Add(Key());
                reader.Expect(":");
                values.Add(whole.Expression());
                binder.Bind(keys[^1]);
            }
            while (reader.TakeIf(","));
        binder.Scope = outer;
        reader.Expect("}");
        return new ContextNode([.. keys], [.. values]);
    }

    private string Key() => reader.Current.Kind == TokenKind.Text ? reader.Take().Text : NewName();

    /// <summary>A name that is given here: words and numbers, with signs between them as the grammar allows (rule 27).</summary>
    /// <param name="isBeforeIn">Whether the name ends where the loop goes on.</param>
    private string NewName(bool isBeforeIn = false)
    {
        var from = reader.Position;
        while (reader.Current.Kind switch
        {
            TokenKind.Name => !isBeforeIn || reader.Current.Text is not ("in" or "return" or "satisfies"),
            TokenKind.Number => true,
            TokenKind.Symbol => reader.Position > from && reader.Current.Text is "-" or "+" or "*" or "**" or "/" or "." or "'",
            _ => false,
        })
            reader.Take();
        return reader.NameSince(from);
    }

    private Node Parenthesis()
    {
        reader.Expect("(");
        var half = whole.TakeRelation();
        var node = half is { } relation ? HalfRange(relation, whole.Additive()) : whole.Expression();
        if (reader.TakeIf(".."))
            return new RangeNode(false, node, whole.Expression(), RangeEnd());
        reader.Expect(")");
        return node;
    }

    private Node ListOrRange()
    {
        reader.Expect("[");
        if (reader.TakeIf("]"))
            return new ListNode([]);
        var items = new List<Node> { whole.Expression() };
        if (reader.TakeIf(".."))
            return new RangeNode(true, items[0], whole.Expression(), RangeEnd());
        while (reader.TakeIf(","))
            items.Add(whole.Expression());
        reader.Expect("]");
        return new ListNode([.. items]);
    }

    private RangeNode OpenRange()
    {
        reader.Expect("]");
        var start = whole.Expression();
        reader.Expect("..");
        return new RangeNode(false, start, whole.Expression(), RangeEnd());
    }

    private static RangeNode HalfRange(Relation relation, Node end) => relation switch
    {
        Relation.Less => new(false, null, end, false),
        Relation.LessOrEqual => new(false, null, end, true),
        Relation.Greater => new(false, end, null, false),
        Relation.GreaterOrEqual => new(true, end, null, false),
        Relation.Equal => new(true, end, end, true, RangeForm.One),
        _ => new(true, end, end, true, RangeForm.AllBut),
    };

    private Constant At()
    {
        var at = reader.Take();
        if (reader.Current.Kind != TokenKind.Text)
            throw reader.Missing("双引号中的日期、时间或时长，例如 @\"2026-03-05\"");
        var text = reader.Take().Text;
        return new(Temporal.Read(text) ?? throw new FeelFault(at.Start, $"“{text}”不是有效的日期、时间或时长"));
    }
}
