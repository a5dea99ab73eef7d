using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;

namespace Rectification.Tests.Accountability;

/// <summary>One general hazard, nobody acts, and the clock goes past every deadline: each fact is found once and nothing is made up.</summary>
public sealed class UntouchedHazardTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Nobody_ever_touches_it(bool atOnce)
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await PassEverything(story, atOnce);
        Assert.Equal([("I5", 1), ("N2", 1)], await Opened(story, hazard));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_notice_is_issued_and_nobody_touches_it_again(bool atOnce)
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 21));
        await PassEverything(story, atOnce);
        Assert.Equal([("I4", 1), ("I5", 1), ("N4", 1)], await Opened(story, hazard));
    }

    /// <summary>To the end of the year, night by night or in one jump.</summary>
    private static async Task PassEverything(Story story, bool atOnce)
    {
        if (atOnce)
            story.Given.Time.Set(Story.At(12, 1, 9));
        await story.Given.MoveTo(Story.At(12, 31));
        // What the months say is about the communities' ledgers, not about this hazard; it is told once a month and community, too.
        var rest = (await story.Given.Read(db => db.AccountabilityCases.AsNoTracking().ToListAsync())).Where(row => row.Period.Length == 7).ToList();
        Assert.All(rest, row => Assert.Equal("N3", row.Trigger));
        Assert.Equal(["2026-10", "2026-10", "2026-11", "2026-11"], rest.Select(row => row.Period).Order());
    }

    /// <summary>The triggers with the number of their facts, of all that is not about a month.</summary>
    private static async Task<List<(string Trigger, int Facts)>> Opened(Story story, string hazard)
    {
        var cases = (await story.Given.Read(db => db.AccountabilityCases.AsNoTracking().ToListAsync())).FindAll(row => row.Period.Length != 7);
        Assert.All(cases, row => Assert.Equal(hazard, row.Sources));
        var facts = await story.Given.Read(db => db.AccountabilityFacts.AsNoTracking().ToListAsync());
        return [.. cases.OrderBy(row => row.Trigger, StringComparer.Ordinal).Select(row => (row.Trigger, facts.Count(fact => fact.CaseNumber == row.CaseNumber)))];
    }
}
