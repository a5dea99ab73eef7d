using Rectification.Policies;

namespace Rectification.Tests.Policies;

public sealed class PolicyCoverageTests
{
    private static readonly string[] Delivered = ["P01", "P02", "P03", "P04", "P05"];

    [Fact]
    public async Task Every_clause_of_the_delivered_processes_is_carried_out_somewhere()
    {
        await using var given = await Given.Street();
        var covered = await given.With((PolicyCoverage coverage) => coverage.Clauses(default));
        var missing = covered.Where(one => one.Uses.IsEmpty && one.Clause.Processes.Any(Delivered.Contains)).Select(one => one.Clause.Code);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Whatever_drawings_tables_and_settings_cite_stands_in_the_catalogue()
    {
        await using var given = await Given.Street();
        Assert.Empty(await given.With((PolicyCoverage coverage) => coverage.Unknown(default)));
    }

    [Fact]
    public void A_clause_is_told_once_in_our_own_words()
    {
        Assert.Equal(ClauseCatalogue.All.Length, ClauseCatalogue.All.Select(clause => clause.Code).Distinct().Count());
        Assert.All(ClauseCatalogue.All, clause =>
        {
            Assert.InRange(clause.Text.Length, 5, 60);
            Assert.NotEmpty(clause.Processes);
            Assert.Equal([clause.Code], PolicyCoverage.Codes(clause.Code));
        });
    }

    [Theory]
    [InlineData("003-2.1.3、001-8", "003-2.1.3 001-8")]
    [InlineData("依据 004-二.6.2 和 001-三(四)。", "004-二.6.2 001-三(四)")]
    [InlineData("2024-11", "")]
    public void Codes_are_found_in_running_text(string text, string codes) =>
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), PolicyCoverage.Codes(text));
}
