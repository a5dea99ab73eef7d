using Rectification.Accountability;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>What the list of 责任追究 is narrowed to, as it stands in the address; the export follows it.</summary>
/// <param name="Source">Only what came from this hazard.</param>
/// <param name="State"><c>over | all</c>; without it what is under way.</param>
/// <param name="Measure">Code of the decided measure.</param>
/// <param name="Words">Part of a number, of who or what it is about, or of the facts.</param>
internal sealed record AccountabilitySearch(
    string? Source = null, string? State = null, Guid? Outage = null, Guid? Community = null, AccountabilityStage? Stage = null, string? Measure = null, string? Trigger = null, string? Words = null)
{
    public AccountabilityFilter Filter => new(
        Source, IsOpen: Source is not null || Outage is not null || State == "all" ? null : State != "over", OutageId: Outage, CommunityId: Community, Stage: Stage, Measure: Measure, Trigger: Trigger, Words: Words);

    public bool IsNarrowed => Community is not null || Stage is not null || Measure is not null || Trigger is not null || Words is not null;

    /// <summary>What the form of filters does not ask and yet keeps.</summary>
    public IEnumerable<(string Name, string Value)> Kept
    {
        get
        {
            (string, string?)[] all = [("state", State), ("outage", Outage?.ToString()), ("stage", Stage?.ToString().ToLowerInvariant()), ("measure", Measure)];
            foreach (var (name, value) in all)
                if (value is not null)
                    yield return (name, value);
        }
    }

    public string At(string path = "/accountability", string? after = null) => Address.Of(path,
        ("source", Source), ("state", State), ("outage", Outage), ("community", Community), ("stage", Stage?.ToString().ToLowerInvariant()), ("measure", Measure), ("trigger", Trigger), ("search", Words), ("after", after));

    public static AccountabilitySearch From(IQueryCollection query)
    {
        return new(Text("source"), Text("state"), Id("outage"), Id("community"),
            Enum.TryParse<AccountabilityStage>(Text("stage"), ignoreCase: true, out var stage) && Enum.IsDefined(stage) ? stage : null,
            Text("measure") is { } measure && Measures.IsOne(measure) ? measure : null,
            Text("trigger") is { } trigger && TriggerRule.Find(trigger) is not null ? trigger : null, Text("search")?.Trim());

        string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 and <= 100 } text ? text : null;
        Guid? Id(string name) => Guid.TryParse(query[name].FirstOrDefault(), out var id) ? id : null;
    }
}
