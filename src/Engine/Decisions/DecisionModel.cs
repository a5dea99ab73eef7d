using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>One DMN file, read once and evaluated often. Immutable.</summary>
public sealed class DecisionModel
{
    private readonly ImmutableArray<DrgElement> elements;
    private readonly ImmutableArray<(string Key, DecisionProblem At)> settings;

    internal DecisionModel(string @namespace, string name, ImmutableArray<DrgElement> elements, TypeReader types, ModelProblems problems)
    {
        (Namespace, Name, this.elements, Types) = (@namespace, name, elements, types);
        Problems = [.. problems.All];
        Misfits = [.. problems.Misfits];
        settings = [.. problems.Settings];
    }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>All faults; a model with any but warnings must not be published, though its other parts can be evaluated.</summary>
    public ImmutableArray<DecisionProblem> Problems { get; }

    /// <summary>
    /// Expressions whose value can never be of the type declared for it. The standard takes them as null (DMN 1.5, 10.3.2.9.4), so the model is sound
    /// and can be evaluated; but nobody means it, so it must not be published either.
    /// </summary>
    public ImmutableArray<DecisionProblem> Misfits { get; }

    /// <summary>Ids of what can be asked: decisions and decision services.</summary>
    public IEnumerable<string> Ids => elements.Where(each => each is DecisionElement or ServiceElement).Select(each => each.Id);

    internal TypeReader Types { get; }

    internal IEnumerable<string> EntryNames => [.. Types.EntryNames, .. elements.Select(each => each.Name)];

    /// <param name="others">Models that this one may import.</param>
    public static DecisionModel Read(string xml, params IReadOnlyCollection<DecisionModel> others) => DecisionFile.Open(xml).Model(others);

    /// <summary>Where it names settings, by literal keys, that aren't among those there are.</summary>
    public IEnumerable<DecisionProblem> UnknownSettings(IReadOnlyCollection<string> known)
    {
        foreach (var (key, at) in settings)
            if (SettingKeys.Unknown(key, known) is { } unknown)
                yield return at with { Message = $"{at.Message}{unknown}。请改正名称" };
    }

    /// <summary>Evaluates a decision or a decision service, found by its id or else its name.</summary>
    /// <param name="inputs">Values of input data by name; for a service also those of its input decisions. What is not named is null.</param>
    public DecisionAnswer Decide(string idOrName, Variables inputs, Surroundings surroundings) =>
        Decide(idOrName, inputs, surroundings, forProcess: false);

    /// <param name="forProcess">Whether times become instants and the street's clock, as processes know them.</param>
    internal DecisionAnswer Decide(string idOrName, Variables inputs, Surroundings surroundings, bool forProcess)
    {
        var trail = new Trail();
        var run = new Evaluation(Variables.Empty, surroundings) { Trail = trail };
        var walk = new GraphWalk(run, inputs);
        try
        {
            object? value;
            switch (Find(idOrName) ?? Askable().FirstOrDefault(each => each.Name == idOrName))
            {
                case DecisionElement decision: value = walk.Value(decision); break;
                case ServiceElement service: value = walk.Invoke(service, [.. service.Parameters.Select(walk.Given)]); break;
                default: return new(null, $"模型中没有决策“{idOrName}”");
            }
            value = Values.Leaving(run, value, forProcess);
            return ((trail.Problem ?? run.Fault) is { } problem ? new DecisionAnswer(null, problem) : new(value)) with { Why = trail.Told, Misfits = trail.Misfits };
        }
        catch (FeelExhausted)
        {
            return new(null, FeelExhausted.InWords) { Why = trail.Told, Misfits = trail.Misfits };
        }
    }

    internal DrgElement? Find(string id) => elements.FirstOrDefault(each => each.Id == id);

    internal static DecisionModel Broken(ModelProblems problems) =>
        new("", "", [], new(new("definitions"), new Dictionary<string, TypeReader>(), problems), problems);

    private IEnumerable<DrgElement> Askable() => elements.Where(each => each is DecisionElement or ServiceElement);
}
