using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rectification.Policies;

/// <summary>One rule of a policy document, told in one line of our own.</summary>
/// <param name="Code">Document and place in it: <c>003-2.1.3</c> is part two, item 1 (3) of document 003.</param>
/// <param name="Text">In our own words; the documents' sentences are not shipped.</param>
/// <param name="Processes">The processes that the rule is assigned to, P01–P19.</param>
public sealed record Clause(string Code, string Text, ImmutableArray<string> Processes)
{
    /// <summary><c>003</c>.</summary>
    public string Document => Code[..3];
}

/// <summary>Every clause that the processes carry out, in the order of the documents.</summary>
public static class ClauseCatalogue
{
    /// <summary>Short name and number of each document.</summary>
    public static readonly ImmutableArray<(string Document, string Name)> Documents =
    [
        ("000", "街办〔2024〕15号：小微型服装加工场所集中整治"),
        ("001", "青政文〔2024〕23号：安全生产三年行动"),
        ("002", "宝张街〔2024〕2号：区域和场所综合整治"),
        ("003", "泉丰北办〔2020〕29号：网格化动态监管"),
        ("004", "万州周办发〔2023〕44号：重大隐患专项整治"),
    ];

    public static readonly ImmutableArray<Clause> All = [.. Read()];

    private static readonly FrozenDictionary<string, Clause> ByCode = All.ToFrozenDictionary(clause => clause.Code);

    public static Clause? Find(string code) => ByCode.GetValueOrDefault(code);

    private static IEnumerable<Clause> Read()
    {
        using var stream = typeof(ClauseCatalogue).Assembly.GetManifestResourceStream("Rectification.Policies.clauses.tsv")
            ?? throw new InvalidOperationException("The catalogue of clauses is not part of the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Split('\t') is [var code, var processes, var text])
                yield return new(code, text, [.. processes.Split(' ')]);
    }
}
