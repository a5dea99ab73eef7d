using System.Text.RegularExpressions;

namespace Rectification.Conformance.Dialects;

/// <summary>How conditions are written in one suite; each says the same in FEEL.</summary>
internal abstract partial class Dialect
{
    public static Dialect Of(string name) => name switch
    {
        "juel" => new Juel(),
        "java-return" => new JavaReturn(),
        "python" => new Python(),
        _ => new Bare(),
    };

    public abstract string Feel(string condition);

    /// <summary>Text that may hold expressions; with a leading <c>=</c> when it does.</summary>
    public virtual string Text(string text) => text;

    private protected static string Operators(string expression)
    {
        expression = Contains().Replace(expression.Trim(), "contains($1, \"$2\")");
        expression = Negated().Replace(expression, "not($1)");
        return expression
            .Replace("!(", "not(", StringComparison.Ordinal)
            .Replace("==", "=", StringComparison.Ordinal)
            .Replace("&&", " and ", StringComparison.Ordinal)
            .Replace("||", " or ", StringComparison.Ordinal)
            .Replace('\'', '"');
    }

    [GeneratedRegex("""(\w+)\.contains\("([^"]*)"\)""")]
    private static partial Regex Contains();

    [GeneratedRegex("""!(contains\([^)]*\)|\w+)""")]
    private static partial Regex Negated();
}

/// <summary>Conditions without any brackets: betsy.</summary>
internal sealed class Bare : Dialect
{
    public override string Feel(string condition) => Operators(condition.Trim().TrimEnd('>'));
}

/// <summary>Conditions of SpiffWorkflow.</summary>
internal sealed partial class Python : Dialect
{
    public override string Feel(string condition) =>
        Negation().Replace(Truth().Replace(Operators(condition), found => found.Value == "True" ? "true" : "false"), "not($1)");

    // Words within texts are texts.
    [GeneratedRegex("""\b(?:True|False)\b(?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Truth();

    // What is in brackets is a function of FEEL already.
    [GeneratedRegex("""\bnot\s+(\w+(?:\s*[=<>]+\s*(?:\w+|"[^"]*"))?)""")]
    private static partial Regex Negation();
}

/// <summary>Java that returns the condition: jBPM.</summary>
internal sealed partial class JavaReturn : Dialect
{
    public override string Feel(string condition) =>
        Operators(IsTrue().Replace(condition.Trim().TrimEnd(';').Replace("return ", "", StringComparison.Ordinal), "$1 = true"));

    [GeneratedRegex("""KieFunctions\.isTrue\((\w+)\)""")]
    private static partial Regex IsTrue();
}

/// <summary>Expressions in <c>${…}</c> or <c>#{…}</c>: Camunda and Flowable.</summary>
internal sealed partial class Juel : Dialect
{
    public override string Feel(string condition) =>
        Expression().Match(condition) is { Success: true } found ? Inner(found.Groups[1].Value) : Operators(condition);

    public override string Text(string text)
    {
        var found = Expression().Matches(text);
        if (found.Count == 0)
            return text;
        if (found.Count == 1 && found[0].Length == text.Trim().Length)
            return "=" + Inner(found[0].Groups[1].Value);
        var parts = new List<string>();
        var at = 0;
        foreach (Match match in found)
        {
            parts.Add($"\"{text[at..match.Index]}\"");
            parts.Add($"string({Inner(match.Groups[1].Value)})");
            at = match.Index + match.Length;
        }
        parts.Add($"\"{text[at..]}\"");
        return "=" + string.Join(" + ", parts);
    }

    // There the instances of a loop are counted from 0.
    private static string Inner(string expression) =>
        Operators(expression)
            .Replace("nrOfCompletedInstances", "numberOfCompletedInstances", StringComparison.Ordinal)
            .Replace("nrOfActiveInstances", "numberOfActiveInstances", StringComparison.Ordinal)
            .Replace("nrOfInstances", "numberOfInstances", StringComparison.Ordinal)
            .Replace("loopCounter", "(loopCounter - 1)", StringComparison.Ordinal);

    [GeneratedRegex("""[$#]\{([^}]*)\}""")]
    private static partial Regex Expression();
}
