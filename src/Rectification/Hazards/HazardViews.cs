using System.Collections.Immutable;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.People;

namespace Rectification.Hazards;

/// <param name="Mine">Found by the actor or in the actor's care.</param>
/// <param name="FoundFrom">Registered on this day of the street or later.</param>
/// <param name="FoundTo">Registered on this day or earlier.</param>
/// <param name="StruckOffIn">销号 within the month.</param>
/// <param name="DueIn">What the month's closing rate counts.</param>
public sealed record HazardFilter(
    HazardState? State = null,
    HazardLevel? Level = null,
    string? Category = null,
    Guid? CommunityId = null,
    Guid? GridId = null,
    Guid? PremisesId = null,
    bool OpenOnly = false,
    bool Overdue = false,
    bool Mine = false,
    string? Search = null,
    DateOnly? FoundFrom = null,
    DateOnly? FoundTo = null,
    Month? StruckOffIn = null,
    Month? DueIn = null);

/// <summary>A row of the hazards list.</summary>
/// <param name="WaitingFor">Names of the open tasks: where it stands.</param>
public sealed record HazardLine(
    string CaseNumber, HazardState State, HazardLevel Level, string Category, string CategoryName,
    Guid PremisesId, string PremisesName, string Description, DateTimeOffset? DeadlineAt, bool IsOverdue,
    DateTimeOffset RegisteredAt, string RegisteredByName, string? GridOwnerName, ImmutableArray<string> WaitingFor);

/// <summary>All that the hazard's page shows, trace and drawing aside.</summary>
/// <param name="Sentence">Where it stands, in one sentence.</param>
public sealed record HazardView(
    Hazard Facts,
    string CategoryName,
    string CommunityName,
    string GridName,
    string Address,
    bool IsOverdue,
    string Sentence,
    ImmutableArray<HazardPerson> People,
    ImmutableArray<HazardFileView> Files,
    ImmutableArray<HazardDeadlineView> Deadlines,
    ImmutableArray<ReinspectionApplication> Applications,
    ImmutableArray<EnforcementRecord> Enforcement,
    ImmutableArray<DocumentLine> Documents,
    ImmutableArray<HazardTask> OpenTasks,
    ImmutableArray<HazardAction> Actions);

public sealed record HazardPerson(string Part, string Name, string Role);

public sealed record HazardFileView(Guid Id, string FileName, bool IsImage, FilePurpose Purpose, string ElementId, DateTimeOffset AddedAt, string AddedByName);

/// <param name="EndsAt">24:00 of the day, as an instant.</param>
public sealed record HazardDeadlineView(
    DateTimeOffset EndsAt, DateTimeOffset SetAt, string SetByName, string Cause, string Clause, string Rule, string? Reason, bool IsCurrent);

public sealed record HazardTask(
    Guid Id, string Name, string ElementId, Guid? AssigneeId, string? AssigneeName, DateTimeOffset? DueAt, DateTimeOffset OpenedAt,
    ImmutableArray<HazardCandidate> Candidates);

public sealed record HazardCandidate(string UserName, string Name, Role Role);
