using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Recursive descent over the grammar of DMN 1.5, 10.3.1.2; names are bound while reading.</summary>
internal sealed class Parser
{
    private const int DeepestNesting = 100;

    private static readonly NameTable KnownNames = new([.. Builtin.Names, .. Properties.LongNames]);

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance", "of", "function", "external",
    };

    private readonly TokenReader reader;
    private readonly NameTable names;
    private readonly HashSet<string> declared;
    private readonly HashSet<string> globals = new(StringComparer.Ordinal);
    private readonly bool usesPartial;
    private ScopeNames? scope;
    private bool usesInput;
    private int depth;

    /// <param name="declared">Variables that are known to be there; they may hold blanks and may be functions.</param>
    public Parser(string text, IEnumerable<string> declared)
    {
        reader = new(text);
        this.declared = new(declared, StringComparer.Ordinal);
        names = new(this.declared, KnownNames);
        usesPartial = reader.Tokens.Exists(token => token.IsWord("partial"));
    }

    /// <summary>Names that the expression takes from outside.</summary>
    public IReadOnlySet<string> Globals => globals;

    public Node Whole()
    {
        if (reader.Current.Kind == TokenKind.End)
            throw new FeelFault(0, "表达式是空的");
        var node = Expression();
        reader.ExpectEnd();
        return node;
    }

    /// <summary>The cell of a decision table: tests of <c>?</c>, joined by commas, <c>not(…)</c> of them, or <c>-</c> for any value.</summary>
    public Node WholeTests()
    {
        if (reader.Current.Kind == TokenKind.End)
            throw new FeelFault(0, "条件是空的；不限时写“-”");
        if (reader.Current.Is("-") && reader.Ahead(1).Kind == TokenKind.End)
            return new Constant(Values.True);
        Bind(InputName);
        var negated = reader.Current.IsWord("not") && reader.Ahead(1).Is("(");
        Node node;
        if (negated)
        {
            reader.Skip(2);
            node = new Not(Tests());
            reader.Expect(")");
        }
        else
            node = Tests();
        reader.ExpectEnd();
        return node;
    }

    private const string InputName = "?";

    private AnyTest Tests()
    {
        var tests = new List<Test>();
        do
            tests.Add(OneTest());
        while (reader.TakeIf(","));
        return new AnyTest(new LocalName(0), [.. tests]);
    }

    private Test OneTest()
    {
        if (TakeRelation() is { } relation)
            return new(Additive(), relation, false);
        usesInput = false;
        var node = Expression();
        return new(node, null, usesInput);
    }

    private Node Expression()
    {
        if (++depth > DeepestNesting)
            throw new FeelFault(reader.Current.Start, $"嵌套超过 {DeepestNesting} 层，请拆成几个表达式");
        var node = Disjunction();
        depth--;
        return node;
    }

    private Node Disjunction()
    {
        var node = Conjunction();
        while (reader.TakeWordIf("or"))
            node = new Or(node, Conjunction());
        return node;
    }

    private Node Conjunction()
    {
        var node = Comparison();
        while (reader.TakeWordIf("and"))
            node = new And(node, Comparison());
        return node;
    }

    private Node Comparison()
    {
        var node = Additive();
        while (true)
        {
            if (TakeRelation() is { } relation)
                node = new Comparison(node, relation, Additive());
            else if (reader.TakeWordIf("between"))
            {
                var low = Additive();
                reader.ExpectWord("and");
                node = new Between(node, low, Additive());
            }
            else if (reader.TakeWordIf("in"))
                node = In(node);
            else
                return node;
        }
    }

    private Relation? TakeRelation()
    {
        Relation? relation = reader.Current is { Kind: TokenKind.Symbol } symbol
            ? symbol.Text switch
            {
                "=" => Relation.Equal,
                "!=" => Relation.Unequal,
                "<" => Relation.Less,
                "<=" => Relation.LessOrEqual,
                ">" => Relation.Greater,
                ">=" => Relation.GreaterOrEqual,
                _ => null,
            }
            : null;
        if (relation is not null)
            reader.Take();
        return relation;
    }

    // "x in (1, > 5)" holds tests; "x in (1..5)" is a range. Both begin with a parenthesis.
    private AnyTest In(Node value)
    {
        if (TakeRelation() is { } relation)
            return new(value, [new(Additive(), relation, false)]);
        if (!reader.Current.Is("("))
            return new(value, [new(Additive(), null, false)]);

        reader.Take();
        var tests = new List<Test>();
        do
            tests.Add(TakeRelation() is { } each ? new(Additive(), each, false) : new(Expression(), null, false));
        while (reader.TakeIf(","));
        if (tests.Count == 1 && tests[0].Relation is null && reader.TakeIf(".."))
        {
            var end = Expression();
            return new(value, [new(new RangeNode(false, tests[0].Node, end, RangeEnd()), null, false)]);
        }
        reader.Expect(")");
        return new(value, [.. tests]);
    }

    private Node Additive()
    {
        var node = Multiplicative();
        while (true)
        {
            if (reader.TakeIf("+"))
                node = new Arithmetic(node, Operation.Add, Multiplicative());
            else if (reader.TakeIf("-"))
                node = new Arithmetic(node, Operation.Subtract, Multiplicative());
            else
                return node;
        }
    }

    private Node Multiplicative()
    {
        var node = Power();
        while (true)
        {
            if (reader.TakeIf("*"))
                node = new Arithmetic(node, Operation.Multiply, Power());
            else if (reader.TakeIf("/"))
                node = new Arithmetic(node, Operation.Divide, Power());
            else
                return node;
        }
    }

    private Node Power()
    {
        var node = Unary();
        while (reader.TakeIf("**"))
            node = new Arithmetic(node, Operation.Power, Unary());
        return node;
    }

    private Node Unary()
    {
        var minuses = 0;
        while (reader.TakeIf("-"))
            minuses++;
        var node = Postfix();
        if (minuses == 0)
            return node;
        if (node is Constant { Value: decimal number })
            return new Constant(minuses % 2 == 0 ? number : -number);
        return minuses % 2 == 0 ? new Negation(new Negation(node)) : new Negation(node);
    }

    private Node Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (reader.TakeIf("."))
                node = new PathNode(node, MemberName());
            else if (reader.Current.Is("[") && BeginsValue(reader.Ahead(1)))
            {
                reader.Take();
                node = FilterOf(node);
            }
            else if (reader.Current.Is("(") && node is PathNode or ValueCall or LocalName or EntryOrName or Filter or Lambda)
                node = CallOf(node);
            else if (reader.Current.IsWord("instance") && reader.Ahead(1).IsWord("of"))
            {
                reader.Skip(2);
                node = new InstanceOf(node, FeelType.Read(reader));
            }
            else
                return node;
        }
    }

    // The bracket of "]1..5[" ends a range; that of a filter has a condition behind it.
    private static bool BeginsValue(Token token) => token.Kind switch
    {
        TokenKind.End => false,
        TokenKind.Name => token.Text is not ("then" or "else" or "in" or "return" or "satisfies" or "and" or "or" or "between" or "instance"),
        TokenKind.Symbol => token.Text is "(" or "[" or "{" or "@" or "-" or "<" or "<=" or ">" or ">=" or "=" or "!=",
        _ => true,
    };

    private string MemberName()
    {
        if (reader.Current.Kind != TokenKind.Name)
            throw reader.Missing("“.”后面的名称");
        var (name, length) = names.Longest(reader.Tokens, reader.Position) ?? (reader.Current.Text, 1);
        reader.Skip(length);
        return name;
    }

    private Filter FilterOf(Node target)
    {
        var outer = scope;
        scope = new(null, scope);
        var condition = Expression();
        scope = outer;
        reader.Expect("]");
        return new(target, condition);
    }

    private ValueCall CallOf(Node callee)
    {
        var (arguments, given) = Arguments();
        return new ValueCall(callee, arguments, given);
    }

    private Node Primary()
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
        if (TakeRelation() is { } relation)
            return HalfRange(relation, Additive());
        throw reader.Missing("一个值");
    }

    private Node Word(Token token)
    {
        if (names.Longest(reader.Tokens, reader.Position) is var (name, length) && FitsHere(token, name, length))
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
        reader.Ahead(length).Is("(") || declared.Contains(name) || IsLocal(name)
        || (Builtin.Find(name) is not null && !declared.Contains(first.Text) && !IsLocal(first.Text) && !name.Contains(" and ", StringComparison.Ordinal));

    private Node Named(string name, Token token)
    {
        if (name == InputName)
            usesInput = true;
        if (!reader.Current.Is("(") || IsLocal(name))
            return Bound(name);
        if (Builtin.Find(name) is { } builtin)
            return Call(builtin, token);
        if (declared.Contains(name))
            return CallOf(Bound(name));
        throw new FeelFault(token.Start, $"没有名为“{name}”的函数");
    }

    private BuiltinCall Call(Builtin builtin, Token token)
    {
        var (arguments, given) = Arguments();
        foreach (var form in builtin.Forms)
            if (form.Arrange(arguments, given) is { } arranged)
                return new BuiltinCall(form, arranged);
        throw new FeelFault(token.Start, $"函数 {builtin.Name} 的参数不对，应当写作：{string.Join(" 或 ", builtin.Forms.Select(form => form.Shown(builtin.Name)))}");
    }

    private (Node[] Arguments, string[]? Names) Arguments()
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
            arguments.Add(Expression());
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
        var condition = Expression();
        reader.ExpectWord("then");
        var then = Expression();
        reader.ExpectWord("else");
        return new If(condition, then, Expression());
    }

    private For Loop()
    {
        reader.Take();
        var outer = scope;
        var domains = Domains();
        if (usesPartial)
            Bind("partial");
        reader.ExpectWord("return");
        var body = Expression();
        scope = outer;
        return new For(domains, body, usesPartial);
    }

    private Quantified Quantifier()
    {
        var every = reader.Take().Text == "every";
        var outer = scope;
        var domains = Domains();
        reader.ExpectWord("satisfies");
        var condition = Expression();
        scope = outer;
        return new Quantified(every, domains, condition);
    }

    private Node[] Domains()
    {
        var domains = new List<Node>();
        do
        {
            var from = reader.Position;
            while (reader.Current.Kind == TokenKind.Name && !reader.Current.IsWord("in"))
                reader.Take();
            var name = reader.NameSince(from);
            reader.ExpectWord("in");
            var domain = Expression();
            if (reader.TakeIf(".."))
                domain = new RangeNode(true, domain, Expression(), true);
            domains.Add(domain);
            Bind(name);
        }
        while (reader.TakeIf(","));
        return [.. domains];
    }

    private Lambda Definition()
    {
        reader.Take();
        reader.Expect("(");
        var outer = scope;
        var (parameters, types) = (new List<string>(), new List<FeelType?>());
        if (!reader.Current.Is(")"))
            do
            {
                var from = reader.Position;
                while (reader.Current.Kind is not TokenKind.End && !reader.Current.Is(",") && !reader.Current.Is(")") && !reader.Current.Is(":"))
                    reader.Take();
                parameters.Add(reader.NameSince(from));
                types.Add(reader.TakeIf(":") ? FeelType.Read(reader) : null);
            }
            while (reader.TakeIf(","));
        reader.Expect(")");
        if (reader.Current.IsWord("external"))
            throw new FeelFault(reader.Current.Start, "不支持外部函数（external）");
        foreach (var parameter in parameters)
            Bind(parameter);
        var body = Expression();
        scope = outer;
        return new Lambda([.. parameters], [.. types], body);
    }

    private ContextNode Context()
    {
        reader.Expect("{");
        var outer = scope;
        var (keys, values) = (new List<string>(), new List<Node>());
        if (!reader.Current.Is("}"))
            do
            {
                keys.Add(Key());
                reader.Expect(":");
                values.Add(Expression());
                Bind(keys[^1]);
            }
            while (reader.TakeIf(","));
        scope = outer;
        reader.Expect("}");
        return new ContextNode([.. keys], [.. values]);
    }

    private string Key()
    {
        if (reader.Current.Kind == TokenKind.Text)
            return reader.Take().Text;
        var from = reader.Position;
        while (reader.Current.Kind is TokenKind.Name or TokenKind.Number || (reader.Position > from && reader.Current.Kind == TokenKind.Symbol && reader.Current.Text is "-" or "+" or "*" or "/" or "."))
            reader.Take();
        return reader.NameSince(from);
    }

    private Node Parenthesis()
    {
        reader.Expect("(");
        var node = Expression();
        if (reader.TakeIf(".."))
            return new RangeNode(false, node, Expression(), RangeEnd());
        reader.Expect(")");
        return node;
    }

    private Node ListOrRange()
    {
        reader.Expect("[");
        if (reader.TakeIf("]"))
            return new ListNode([]);
        var items = new List<Node> { Expression() };
        if (reader.TakeIf(".."))
            return new RangeNode(true, items[0], Expression(), RangeEnd());
        while (reader.TakeIf(","))
            items.Add(Expression());
        reader.Expect("]");
        return new ListNode([.. items]);
    }

    private RangeNode OpenRange()
    {
        reader.Expect("]");
        var start = Expression();
        reader.Expect("..");
        return new RangeNode(false, start, Expression(), RangeEnd());
    }

    /// <summary>Reads the bracket that ends a range; true when the end belongs to it.</summary>
    private bool RangeEnd()
    {
        if (reader.TakeIf("]"))
            return true;
        if (reader.TakeIf(")") || reader.TakeIf("["))
            return false;
        throw reader.Missing("“]”或“)”");
    }

    private static RangeNode HalfRange(Relation relation, Node end) => relation switch
    {
        Relation.Less => new(false, null, end, false),
        Relation.LessOrEqual => new(false, null, end, true),
        Relation.Greater => new(false, end, null, false),
        Relation.GreaterOrEqual => new(true, end, null, false),
        _ => new(true, end, end, true),
    };

    private AtLiteral At()
    {
        var at = reader.Take();
        if (reader.Current.Kind != TokenKind.Text)
            throw reader.Missing("双引号中的日期、时间或时长，例如 @\"2026-03-05\"");
        var text = reader.Take().Text;
        return Temporal.Read(text, TimeSpan.Zero) is null
            ? throw new FeelFault(at.Start, $"“{text}”不是有效的日期、时间或时长")
            : new AtLiteral(text);
    }

    private void Bind(string name)
    {
        scope = new(name, scope);
        names.Add(name);
    }

    private bool IsLocal(string name)
    {
        for (var each = scope; each is not null; each = each.Outer)
            if (each.Name == name || (each.Name is null && name == "item"))
                return true;
        return false;
    }

    // Filters met on the way out come first: the name may be an entry of their item.
    private Node Bound(string name)
    {
        var items = new List<int>();
        Node? found = null;
        var stepsOut = 0;
        for (var each = scope; each is not null && found is null; each = each.Outer, stepsOut++)
        {
            if (each.Name is null)
                items.Add(stepsOut);
            if (each.Name == name || (each.Name is null && name == "item"))
                found = name == "partial" ? new PartialName(stepsOut) : new LocalName(stepsOut);
        }
        if (found is null)
        {
            globals.Add(name);
            found = new GlobalName(name, Builtin.Find(name));
        }
        return items.Count == 0 ? found : new EntryOrName(name, [.. items], found);
    }
}
