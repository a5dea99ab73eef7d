namespace Rectification.Engine.Feel;

/// <summary>Recursive descent over the grammar of DMN 1.5, 10.3.1.2; names are bound while reading.</summary>
internal sealed class Parser
{
    public const string InputName = "?";

    private const int DeepestNesting = 100;

    private readonly TokenReader reader;
    private readonly Binder binder;
    private readonly PrimaryParser primary;
    private int depth;

    /// <param name="declared">Variables that are known to be there; they may hold blanks and may be functions.</param>
    public Parser(string text, IEnumerable<string> declared)
        : this(text, new Binder(declared))
    {
    }

    /// <param name="binder">Knows the names in scope; several expressions may be read in one.</param>
    public Parser(string text, Binder binder)
    {
        reader = new(text);
        this.binder = binder;
        primary = new(reader, binder, this);
    }

    /// <summary>Names that the expression takes from outside.</summary>
    public IReadOnlySet<string> Globals => binder.Globals;

    public IReadOnlySet<string> SureGlobals => binder.SureGlobals;

    /// <summary>What is written well and yet can't be meant: it evaluates, to null.</summary>
    public List<FeelFault> Doubts { get; } = [];

    /// <summary>Settings that it names by literal keys.</summary>
    public List<NamedSetting> Settings { get; } = [];

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
        binder.Bind(InputName);
        // In "not(? > 3) and ? < 9" it is the function.
        var negated = reader.Current.IsWord("not") && reader.Ahead(1).Is("(") && BehindParenthesis(1).Kind == TokenKind.End;
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

    public Node Expression()
    {
        if (++depth > DeepestNesting)
            throw new FeelFault(reader.Current.Start, $"嵌套超过 {DeepestNesting} 层，请拆成几个表达式");
        var node = Disjunction();
        depth--;
        return node;
    }

    public Node Additive()
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

    public Relation? TakeRelation()
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

    private AnyTest Tests()
    {
        var tests = new List<Test>();
        do
            tests.Add(OneTest());
        while (reader.TakeIf(","));
        return new AnyTest(new LocalName(0, InputName), [.. tests]);
    }

    private Test OneTest()
    {
        if (TakeRelation() is { } relation)
            return new(Additive(), relation, false);
        primary.UsesInput = false;
        var node = Expression();
        return new(node, null, primary.UsesInput);
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

    // "x in (1, > 5)" holds tests; "x in (1..5)" is a range. Both begin with a parenthesis.
    private AnyTest In(Node value)
    {
        if (TakeRelation() is { } relation)
            return new(value, [new(Additive(), relation, false)]);
        if (!reader.Current.Is("(") || GoesOnBehindParenthesis())
            return new(value, [new(Additive(), null, false)]);

        reader.Take();
        var tests = new List<Test>();
        do
            tests.Add(TakeRelation() is { } each ? new(Additive(), each, false) : new(Expression(), null, false));
        while (reader.TakeIf(","));
        if (tests.Count == 1 && tests[0].Relation is null && reader.TakeIf(".."))
        {
            var end = Expression();
            return new(value, [new(new RangeNode(false, tests[0].Node, end, primary.RangeEnd()), null, false)]);
        }
        reader.Expect(")");
        return new(value, [.. tests]);
    }

    /// <summary>What stands behind the parenthesis that opens some tokens ahead, as far as one can tell without parsing.</summary>
    private Token BehindParenthesis(int ahead)
    {
        var open = 0;
        for (var from = ahead; reader.Ahead(ahead).Kind != TokenKind.End; ahead++)
        {
            var token = reader.Ahead(ahead);
            // A range may begin and end with either bracket, "(1..5]" or "]1..5[".
            var opens = token.Is("(")
                || (token.Is("[") && (BeginsValue(reader.Ahead(ahead + 1)) || reader.Ahead(ahead + 1).Is("]")))
                || (token.Is("]") && ahead > from && ExpectsValue(reader.Ahead(ahead - 1)));
            if (opens)
                open++;
            else if (token.Kind == TokenKind.Symbol && token.Text is ")" or "]" or "[" && --open == 0)
                return reader.Ahead(ahead + 1);
        }
        return reader.Ahead(ahead);
    }

    private static bool ExpectsValue(Token before) => before.Kind switch
    {
        TokenKind.Symbol => before.Text is not (")" or "]" or "}" or "["),
        TokenKind.Name => before.Text is "if" or "then" or "else" or "in" or "return" or "satisfies" or "and" or "or" or "between",
        _ => false,
    };

    // In "x in (1 + 2) * 3" the parenthesis is but the beginning of a value.
    private bool GoesOnBehindParenthesis() =>
        BehindParenthesis(0) is { Kind: TokenKind.Symbol, Text: "*" or "/" or "**" or "+" or "-" or "[" or "." or "(" };

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
        var node = primary.Read();
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
                node = primary.CallOf(node);
            else if (reader.Current.IsWord("instance") && reader.Ahead(1).IsWord("of"))
            {
                reader.Skip(2);
                node = new InstanceOf(node, FeelType.Read(reader, binder.Types));
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
        TokenKind.Symbol => token.Text is "(" or "[" or "{" or "@" or "-",
        _ => true,
    };

    private string MemberName()
    {
        if (reader.Current.Kind != TokenKind.Name)
            throw reader.Missing("“.”后面的名称");
        var (name, length) = binder.LongName(reader) ?? (reader.Current.Text, 1);
        reader.Skip(length);
        return name;
    }

    private Filter FilterOf(Node target)
    {
        var outer = binder.Scope;
        binder.BindItem();
        var condition = Expression();
        binder.Scope = outer;
        reader.Expect("]");
        return new(target, condition);
    }
}
