using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>A function as a value. It lives inside one evaluation and is never stored.</summary>
internal abstract class FeelFunction
{
    public abstract object? Invoke(Evaluation run, object?[] arguments);

    /// <summary>The arguments in the order of the parameters; null when the names don't fit.</summary>
    public abstract object?[]? Arrange(string[] names, object?[] arguments);

    /// <summary>Whether it can be called with arguments of these types and answers with such a result, as far as can be told without calling it.</summary>
    public abstract bool IsOf(FeelType[] given, FeelType result);

    /// <param name="parameters">Null for one that takes anything.</param>
    protected static bool AreTaken(FeelType[] given, IReadOnlyList<FeelType?> parameters)
    {
        for (var i = 0; i < given.Length; i++)
            if (i >= parameters.Count || parameters[i]?.Includes(given[i]) is false)
                return false;
        return given.Length == parameters.Count;
    }
}

/// <summary><c>function(a, b) a + b</c> with the names it saw where it was written.</summary>
internal sealed class Closure(Lambda lambda, Scope? scope) : FeelFunction
{
    public override object? Invoke(Evaluation run, object?[] arguments)
    {
        if (arguments.Length != lambda.Parameters.Length)
            return null;
        var inner = scope;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (lambda.Types[i] is { } type && arguments[i] is not null && type.Holds(arguments[i]) is not true)
                return null;
            inner = new(arguments[i], inner);
        }
        return run.Call(lambda.Body, inner);
    }

    public override object?[]? Arrange(string[] names, object?[] arguments)
    {
        if (names.Length != lambda.Parameters.Length)
            return null;
        var arranged = new object?[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var place = Array.IndexOf(lambda.Parameters, names[i]);
            if (place < 0)
                return null;
            arranged[place] = arguments[i];
        }
        return arranged;
    }

    public override bool IsOf(FeelType[] given, FeelType result) =>
        AreTaken(given, lambda.Types) && (lambda.Body is not Constant { Value: { } answer } || result.Holds(answer));
}

internal sealed class Lambda(string[] parameters, FeelType?[] types, Node body) : Node(body)
{
    public string[] Parameters => parameters;

    public FeelType?[] Types => types;

    public Node Body => body;

    public override string? Yields(Func<string, string?> named) => "function";

    public override object? Evaluate(Evaluation run, Scope? scope) => new Closure(this, scope);

    public override void Write(StringBuilder text)
    {
        text.Append("(function(");
        for (var i = 0; i < parameters.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(parameters[i]).Append(types[i] is { } type ? $": {type.Text}" : "");
        text.Append(") ");
        body.Write(text);
        text.Append(')');
    }
}

/// <summary>A built-in function whose form fits the arguments, found while parsing.</summary>
internal sealed class BuiltinCall(string name, BuiltinForm form, Node?[] arguments) : Node(arguments)
{
    public override string? Yields(Func<string, string?> named) => BuiltinResults.Of(name);

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i]?.Evaluate(run, scope);
        return form.Invoke(run, values);
    }

    public override void Write(StringBuilder text)
    {
        text.Append(name).Append('(');
        WriteAll(text, arguments.Take(Array.FindLastIndex(arguments, argument => argument is not null) + 1));
        text.Append(')');
    }
}

/// <summary>A call of whatever function the callee's value turns out to be.</summary>
internal sealed class ValueCall(Node callee, Node[] arguments, string[]? names) : Node([callee, .. arguments])
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        if (callee.Evaluate(run, scope) is not FeelFunction function)
            return null;
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(run, scope);
        var arranged = names is null ? values : function.Arrange(names, values);
        return arranged is null ? null : function.Invoke(run, arranged);
    }

    public override void Write(StringBuilder text)
    {
        callee.Write(text);
        text.Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(names is null ? "" : $"{names[i]}: ");
            arguments[i].Write(text);
        }
        text.Append(')');
    }
}
