using System.Collections.Immutable;
using Rectification.Documents;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>A row of <c>GET /hazards</c>.</summary>
internal sealed record HazardItem(
    string CaseNumber, HazardState State, HazardLevel Level, string Category, string CategoryName, Guid PremisesId, string Premises, string Description,
    DateTimeOffset? DeadlineAt, bool Overdue, DateTimeOffset RegisteredAt, string RegisteredBy, string? GridOwner, ImmutableArray<string> WaitingFor)
{
    public static HazardItem Of(HazardLine line) => new(
        line.CaseNumber, line.State, line.Level, line.Category, line.CategoryName, line.PremisesId, line.PremisesName, line.Description,
        line.DeadlineAt, line.IsOverdue, line.RegisteredAt, line.RegisteredByName, line.GridOwnerName, line.WaitingFor);
}

/// <summary><c>GET /hazards/{caseNumber}</c>.</summary>
/// <param name="Stands">Where it stands, in one sentence.</param>
internal sealed record HazardAnswer(
    string CaseNumber, HazardState State, string Stands, HazardLevel Level, string Category, string CategoryName, HazardKind Kind, HazardSource Source,
    Guid PremisesId, string Premises, string Community, string Grid, string Address, string Description, string? Measures, string? InterimMeasures, string? Location,
    DateTimeOffset RegisteredAt, string RegisteredBy, DateTimeOffset? DeadlineAt, bool Overdue,
    ImmutableArray<CaseTaskAnswer> OpenTasks, ImmutableArray<HazardAnswerDeadline> Deadlines, ImmutableArray<HazardPerson> People,
    ImmutableArray<HazardAnswerFile> Files, ImmutableArray<DocumentLine> Documents)
{
    public static HazardAnswer Of(HazardView view, ImmutableArray<CaseTask> open) => new(
        view.Facts.CaseNumber, view.Facts.State, view.Sentence, view.Facts.Level, view.Facts.Category, view.CategoryName, view.Facts.Kind, view.Facts.Source,
        view.Facts.PremisesId, view.Facts.PremisesName, view.CommunityName, view.GridName, view.Address,
        view.Facts.Description, view.Facts.Measures, view.Facts.InterimMeasures, view.Facts.Location,
        view.Facts.RegisteredAt, view.Facts.RegisteredByName, view.Facts.DeadlineAt, view.IsOverdue,
        [.. open.Select(CaseTaskAnswer.Of)],
        [.. view.Deadlines.Select(line => new HazardAnswerDeadline(line.EndsAt, line.Cause, line.Rule, line.Clause, line.SetAt, line.SetByName, line.Reason, line.IsCurrent))],
        view.People,
        [.. view.Files.Select(file => new HazardAnswerFile(file.Id, file.FileName, file.Purpose, file.ElementId, file.AddedAt, file.AddedByName))],
        view.Documents);
}

internal sealed record HazardAnswerDeadline(
    DateTimeOffset At, string Cause, string Rule, string Clause, DateTimeOffset SetAt, string SetBy, string? Reason, bool Current);

internal sealed record HazardAnswerFile(Guid Id, string FileName, FilePurpose Purpose, string ElementId, DateTimeOffset AddedAt, string AddedBy);
