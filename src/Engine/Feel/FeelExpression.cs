using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>A FEEL expression, parsed once and evaluated often (DMN 1.5, clause 10.3).</summary>
public sealed class FeelExpression
{
    private readonly Node root;

    private FeelExpression(string text, Node root, Parser parser)
    {
        Text = text;
        this.root = root;
        Variables = [.. parser.Globals.Order(StringComparer.Ordinal)];
        SureVariables = [.. parser.SureGlobals.Order(StringComparer.Ordinal)];
        Doubts = [.. parser.Doubts.Select(doubt => FeelProblem.At(text, doubt))];
        SettingKeys = [.. parser.Settings.Select(setting => setting.Key).Distinct()];
    }

    public string Text { get; }

    /// <summary>The names that the expression takes from outside.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Those of them that can be nothing else, such as an entry of a list's items or a function.</summary>
    public ImmutableArray<string> SureVariables { get; }

    /// <summary>What is written well and yet can't be meant, such as a literal pattern that is no regular expression: it would be null for ever.</summary>
    public ImmutableArray<FeelProblem> Doubts { get; }

    /// <summary>Settings that it names by literal keys; a key that is computed shows only when it is.</summary>
    public ImmutableArray<string> SettingKeys { get; }

    /// <summary>Parses an expression; on a fault <paramref name="problem"/> says where and what was expected and the result is null.</summary>
    public static FeelExpression? Parse(string text, out FeelProblem? problem) => Parse(text, [], out problem);

    /// <param name="variables">Variables whose names hold blanks or signs, or that are functions; others need not be told.</param>
    public static FeelExpression? Parse(string text, IEnumerable<string> variables, out FeelProblem? problem)
    {
        try
        {
            problem = null;
            var parser = new Parser(text, variables);
            return new(text, parser.Whole(), parser);
        }
        catch (FeelFault fault)
        {
            problem = FeelProblem.At(text, fault);
            return null;
        }
    }

    /// <summary>The value inside another evaluation, which is charged for it; for expressions without variables.</summary>
    internal object? Value(Evaluation run) => root.Evaluate(run, null);

    /// <summary>Those of its variables that have no value, for a message when the result is null.</summary>
    public IEnumerable<string> Missing(Variables variables) => Variables.Where(name => variables[name] is null);

    /// <summary>The value; null where FEEL says null (unknown names, type mismatches). Never throws on data.</summary>
    public object? Evaluate(Variables variables, Surroundings surroundings) => Evaluate(variables, surroundings, out _);

    /// <param name="problem">In words when the value is null because working it out would have taken too long or a setting isn't there; otherwise null.</param>
    public object? Evaluate(Variables variables, Surroundings surroundings, out string? problem)
    {
        problem = null;
        var run = Evaluation.Begin(variables, surroundings);
        try
        {
            var value = Values.Leaving(run, root.Evaluate(run, null), forProcess: true);
            problem = run.Fault;
            return problem is null ? value : null;
        }
        catch (FeelExhausted)
        {
            problem = FeelExhausted.InWords;
            return null;
        }
        finally
        {
            run.End();
        }
    }

    /// <summary>The expression as it was understood: written with all parentheses, it is understood the same again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        root.Write(text);
        return text.ToString();
    }
}

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">In Chinese: designers read it.</param>
public sealed record FeelProblem(int Line, int Column, string Message)
{
    internal static FeelProblem At(string text, FeelFault fault)
    {
        var before = text.AsSpan(0, Math.Min(fault.Position, text.Length));
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), fault.Message);
    }
}
