namespace Rectification.Tests.DecisionFiles;

public sealed class DeliveredFileTests
{
    public static TheoryData<string> Files => [.. Tables.Files.Keys];

    [Theory, MemberData(nameof(Files))]
    public void A_delivered_file_passes_its_own_checks(string file) =>
        Assert.Empty(Tables.Problems(file).Select(problem => $"{problem.Line} {problem.Place}：{problem.Message}"));

    [Theory, MemberData(nameof(Files))]
    public void Every_row_cites_its_clause(string file) =>
        Assert.All(Tables.Sheet(file).Decisions.Where(decision => decision.Table is not null).SelectMany(decision => decision.Table!.Rules),
            rule => Assert.Matches(@"00[0-4]-", Assert.Single(rule.Annotations)));

    [Theory, MemberData(nameof(Files))]
    public void Whatever_is_unknown_a_decision_still_answers(string file)
    {
        var sheet = Tables.Sheet(file);
        var asked = Assert.Single(sheet.Decisions, decision => !sheet.Decisions.Any(other => other.Requires.Contains(decision.Id)));
        Assert.NotNull(Tables.Ask(asked.Id).Text);
    }
}
