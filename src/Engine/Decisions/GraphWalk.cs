using System.Collections.Immutable;
using Rectification.Engine.Decisions.Boxed;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>Walks the requirement graph, each decision once, for one set of inputs.</summary>
/// <param name="outer">The walk of the model that imports this one; null for the model that was asked.</param>
internal sealed class GraphWalk(Evaluation run, Variables inputs, GraphWalk? outer = null)
{
    private readonly GraphWalk? outer = outer;
    private readonly Dictionary<DrgElement, object?> arguments = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, GraphWalk> imports = new(StringComparer.Ordinal);
    private readonly Dictionary<DrgElement, object?> known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DrgElement> underWay = new(ReferenceEqualityComparer.Instance);

    /// <summary>The input for an element as given from outside.</summary>
    public object? Given(DrgElement element) => inputs.TryGet(element.Name, out var value) ? value : outer?.Given(element);

    public object? Value(DrgElement element)
    {
        for (var walk = this; walk is not null; walk = walk.outer)
            if (walk.arguments.TryGetValue(element, out var argument))
                return argument;
        if (known.TryGetValue(element, out var value))
            return value;
        return known[element] = element switch
        {
            InputData input => Input(input),
            DecisionElement decision => Decide(decision),
            KnowledgeElement { Function: { } function } knowledge => new Knowledge(this, knowledge, function),
            ServiceElement service => new Service(this, service),
            _ => null,
        };
    }

    /// <summary>Evaluates a service's decisions with its parameters in place of everything outside it.</summary>
    public object? Invoke(ServiceElement service, object?[] arguments)
    {
        if (arguments.Length != service.Parameters.Length)
            return null;
        var inner = new GraphWalk(run, Variables.Empty);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!service.Parameters[i].Type.Fits(run, ref argument))
                return null;
            inner.arguments[service.Parameters[i]] = argument;
        }
        if (service.Outputs.Length == 1)
            return service.Type.Result(run, inner.Value(service.Outputs[0]), "决策服务", service.Name);
        var results = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var output in service.Outputs)
            results[output.Name] = inner.Value(output);
        return service.Type.Result(run, Variables.Trusted(results.ToImmutable()), "决策服务", service.Name);
    }

    public Scope? ScopeOf(Requirements requires)
    {
        Scope? scope = null;
        for (var i = 0; i < requires.Groups.Length; i++)
            scope = new(requires.Groups[i].IsImport ? Imported(requires.Names[i], requires.Groups[i].Elements) : Value(requires.Groups[i].Elements[0]), scope);
        return scope;
    }

    private object? Input(InputData input)
    {
        var value = Given(input);
        if (!input.Type.Fits(run, ref value))
            run.Trail?.Fail($"输入“{input.Name}”的值不合所定的类型或范围");
        return value;
    }

    private object? Decide(DecisionElement decision)
    {
        run.Charge(1);
        if (decision.Logic is not { } logic)
            return null;
        if (!underWay.Add(decision))
        {
            run.Trail?.Fail($"决策“{decision.Name}”直接或间接地以自己为依据");
            return null;
        }
        var scope = ScopeOf(decision.Requires);
        var value = run.Trail is { } trail
            ? trail.Tell(decision.Id, decision.Name, Shown(decision.Requires), () => run.Call(logic, scope), value => Values.Leaving(run, value, forProcess: false))
            : run.Call(logic, scope);
        underWay.Remove(decision);
        return decision.Type.Coerce(run, value, "决策", decision.Name);
    }

    // The inputs of an imported model may come under the import's name, each import its own.
    private Variables Imported(string name, ImmutableArray<DrgElement> elements)
    {
        var walk = this;
        if (inputs[name] is Variables own && !imports.TryGetValue(name, out walk))
            walk = imports[name] = new(run, own, this);
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var element in elements)
            entries[element.Name] = walk!.Value(element);
        return Variables.Trusted(entries.ToImmutable());
    }

    private Variables Shown(Requirements requires)
    {
        var shown = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var element in requires.Groups.SelectMany(group => group.Elements))
            if (element is InputData or DecisionElement)
                shown[element.Name] = Values.Leaving(run, Value(element), forProcess: false);
        return Variables.Trusted(shown.ToImmutable());
    }

    private sealed class Knowledge(GraphWalk walk, KnowledgeElement knowledge, BoxedFunction function) : FeelFunction
    {
        public override object? Invoke(Evaluation run, object?[] arguments)
        {
            run.Charge(1);
            // The model's own name stands between what it requires and its parameters.
            return knowledge.Type.Result(run, function.Apply(run, new(this, walk.ScopeOf(knowledge.Requires)), arguments), "业务知识", knowledge.Name);
        }

        public override object?[]? Arrange(string[] names, object?[] arguments) => function.Arrange(names, arguments);

        public override bool IsOf(FeelType[] given, FeelType result) => AreTaken(given, function.Types) && knowledge.Type.Gives(result);
    }

    private sealed class Service(GraphWalk walk, ServiceElement service) : FeelFunction
    {
        public override object? Invoke(Evaluation run, object?[] arguments) => walk.Invoke(service, arguments);

        public override object?[]? Arrange(string[] names, object?[] arguments) =>
            NamedFunction.Arrange([.. service.Parameters.Select(parameter => parameter.Name)], names, arguments);

        public override bool IsOf(FeelType[] given, FeelType result) =>
            AreTaken(given, [.. service.Parameters.Select(parameter => parameter.Type.Feel)]) && service.Type.Gives(result);
    }
}
