using System.Collections.Immutable;

namespace Rectification.Accountability;

/// <summary>Facts that call for a case, whoever found them: the sweep, a rule at the moment of the event, a person.</summary>
/// <param name="Period"><c>YYYY-MM</c> for N1, N3, N7, I1; otherwise the number of the hazard or incident. A climb keeps that of the case it follows.</param>
/// <param name="Occurrence">Keeps one fact from being found twice.</param>
public sealed record Finding(
    string Trigger, Subject Subject, string Period, string Occurrence, string Facts, ImmutableArray<string> Sources, Guid StreetId, Guid? CommunityId)
{
    /// <summary>One line for lists; the facts when nothing better is known.</summary>
    public string? Title { get; init; }

    public string PremisesName { get; init; } = "";

    public ImmutableArray<DutyDue> Duties { get; init; } = [];

    public ImmutableArray<Happening> Happenings { get; init; } = [];

    /// <summary>Tasks of these elements only are told as holdings; empty for all of the sources.</summary>
    public ImmutableArray<string> Elements { get; init; } = [];

    /// <summary>The task that it is about, when it is about one.</summary>
    public string? Element { get; init; }

    /// <summary>Since when it was so.</summary>
    public DateTimeOffset? SinceAt { get; init; }

    /// <summary>The case that this one climbs from.</summary>
    public string? Follows { get; init; }

    /// <summary>The superior's paper or the like, when put forward by hand.</summary>
    public string? Document { get; init; }

    /// <summary>The person who put it forward.</summary>
    public string? ByName { get; init; }

    /// <summary>Set when it fell due while the system was down: told with the others of that outage, not one by one.</summary>
    public Guid? OutageId { get; init; }
}

/// <param name="How">The rule in words: 3 个工作日, 24 小时.</param>
/// <param name="InWorkdays">Only then are the days between that are no working days told as skipped; hours and calendar days run on.</param>
public sealed record DutyDue(string What, DateTimeOffset From, DateTimeOffset DueAt, string How, bool InWorkdays = false);

/// <param name="Id">A hazard's number, or the id of a community, person or department.</param>
/// <param name="UserName">Of a person: who answers.</param>
public sealed record Subject(SubjectKind Kind, string Id, string Name, string? UserName = null)
{
    public static Subject Community(Guid id, string name) => new(SubjectKind.Community, Text(id), name);

    public static Subject Person(Guid id, string name, string userName) => new(SubjectKind.Person, Text(id), name, userName);

    public static Subject Department(Guid id, string name) => new(SubjectKind.Department, Text(id), name);

    public static Subject Hazard(string caseNumber, string title) => new(SubjectKind.Hazard, caseNumber, title);

    /// <summary>How an id stands in <see cref="AccountabilityCase.SubjectId"/>.</summary>
    public static string Text(Guid id) => id.ToString("D");
}
