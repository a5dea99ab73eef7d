using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>登记隐患: whoever finds it puts it in; the process begins in the same transaction.</summary>
/// <param name="Level"><c>onTheSpot | general | major | undetermined</c>; from an enterprise it is always undetermined.</param>
/// <param name="Category">Code or Chinese name.</param>
/// <param name="Deadline">Proposed; the notice sets the binding one.</param>
/// <param name="Source">Code of a <see cref="HazardSource"/>; empty for what the role suggests.</param>
[Allow(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.DepartmentOfficer, Role.EnterpriseContact)]
public sealed record RegisterHazard(
    Guid PremisesId, string Level, string Category, string Description, string? Kind, string? Measures, DateOnly? Deadline, string? InterimMeasures,
    ImmutableArray<Guid> Photos, string? Location, string? IdempotencyKey, string Source) : ICommand<RegisteredHazard>
{
    /// <summary>What is ticked about it, of <see cref="HazardAdvice.Criteria"/>: the table's advice on the level is kept with the case.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];
}

/// <param name="Warnings">Likeness to open hazards of the same premises; it is registered all the same.</param>
public sealed record RegisteredHazard(string CaseNumber, ImmutableArray<string> Warnings);

public sealed class RegisterHazardHandler(
    RectificationDb db, CurrentActor current, StreetClock clock, HazardDesk desk, RegistrationCheck check, HazardLikeness likeness,
    Idempotency idempotency, Numbers numbers, Journal journal, HazardAdvice advice, DecisionJournal decided, Workflows workflows, Relapses relapses) : ICommandHandler<RegisterHazard, RegisteredHazard>
{
    public async Task<Result<RegisteredHazard>> Handle(RegisterHazard command, CancellationToken ct)
    {
        var actor = current.Required;
        var earlier = await idempotency.Find<RegisteredHazard>(command.IdempotencyKey, command, ct);
        if (earlier.Problem is { } misused)
            return misused;
        if (earlier.Value is { } known)
            return known;
        var reading = await check.Read(command, actor, ct);
        if (reading.Problem is { } problem)
            return problem;

        var now = clock.GetUtcNow();
        var hazard = await Register(command, reading.Value, actor, now, ct);
        var warnings = await likeness.Warnings(hazard, ct);
        var @case = OpenCase(hazard, now);
        db.Hazards.Add(hazard);
        db.Cases.Add(@case);
        await KeepLedger(hazard, now, ct);
        if (await desk.Attach(hazard, command.Photos, FilePurpose.Found, "", actor, now, ct) is { } fault)
            return Problem.Field("photos", fault);
        journal.Add(@case, "hazard.registered", $"{actor.Name} 登记{hazard.Level.ChineseName}隐患：{@case.Title}", data: new
        {
            level = hazard.Level.Code, category = hazard.Category, premises = hazard.PremisesId, photos = command.Photos.IsDefault ? 0 : command.Photos.Length,
        });
        if (!command.Criteria.IsEmpty && await advice.For(hazard.StreetId, hazard.Category, command.Criteria, ct) is { } advised)
            decided.Add(@case, HazardAdvice.Decision, advised.Answer);
        await relapses.Check(hazard, now, ct);
        await workflows.Start(HazardDesk.Process, @case, StartVariables(hazard).With(HazardVariables.Criteria, command.Criteria.Select(each => (object?)each).ToImmutableArray()), ct);
        var answer = new RegisteredHazard(hazard.CaseNumber, warnings);
        idempotency.Remember(command.IdempotencyKey, command, answer);
        return answer;
    }

    private async Task<Hazard> Register(RegisterHazard command, CheckedRegistration read, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var site = read.Site;
        var year = read.Calendar.DayOf(now).Year;
        var owner = await GridOwner(site, actor, ct);
        return new Hazard
        {
            CaseNumber = await numbers.Next("YH", year, ct),
            Level = read.Level,
            Kind = read.Kind,
            Category = read.Category.Code,
            Source = read.Source,
            Description = command.Description.Trim(),
            Measures = Clean(command.Measures),
            InterimMeasures = Clean(command.InterimMeasures),
            Location = Clean(command.Location),
            SuggestedDeadline = command.Deadline,
            PremisesId = site.Id,
            PremisesName = site.Name,
            StreetId = site.StreetId,
            CommunityId = site.CommunityId,
            GridId = site.GridId,
            RegisteredAt = now,
            RegisteredById = actor.UserId,
            RegisteredBy = actor.UserName,
            RegisteredByName = actor.Name,
            RegisteredAs = read.As,
            GridOwnerId = owner?.Id,
            GridOwner = owner?.UserName,
            GridOwnerName = owner?.Name,
        };
    }

    /// <summary>The grid's worker answers for it; of several the one who found it, else the longest holder.</summary>
    private async Task<User?> GridOwner(Site site, Actor actor, CancellationToken ct) =>
        actor.Grants.Any(grant => grant.Role == Role.GridWorker && grant.ScopeId == site.GridId)
            ? await db.Users.FindAsync([actor.UserId], ct)
            : await desk.Holder(Role.GridWorker, site.Place, ct);

    private static CaseRow OpenCase(Hazard hazard, DateTimeOffset now) => new()
    {
        CaseNumber = hazard.CaseNumber,
        Kind = CaseKind.Hazard,
        Title = ShortText(hazard.Description),
        ProcessKey = HazardDesk.Process,
        PremisesName = hazard.PremisesName,
        Level = hazard.Level.Code,
        StreetId = hazard.StreetId,
        CommunityId = hazard.CommunityId,
        GridId = hazard.GridId,
        PremisesId = hazard.PremisesId,
        OpenedAt = now,
    };

    private async Task KeepLedger(Hazard hazard, DateTimeOffset now, CancellationToken ct)
    {
        if (hazard.RegisteredAs == Role.EnterpriseContact)
            return;
        db.InspectionLines.Add(new()
        {
            StreetId = hazard.StreetId,
            CommunityId = hazard.CommunityId,
            GridId = hazard.GridId,
            PremisesId = hazard.PremisesId,
            PremisesName = hazard.PremisesName,
            Day = (await desk.Calendar(hazard, ct)).DayOf(now),
            At = now,
            InspectorId = hazard.RegisteredById,
            InspectorName = hazard.RegisteredByName,
            Source = hazard.Source,
            CaseNumber = hazard.CaseNumber,
            Result = ShortText(hazard.Description),
        });
    }

    private static Variables StartVariables(Hazard hazard) => Variables.Of(
        (HazardVariables.CaseNumber, hazard.CaseNumber),
        (HazardVariables.Level, hazard.Level.Code),
        (HazardVariables.Category, hazard.Category),
        (HazardVariables.Kind, hazard.Kind.Code),
        (HazardVariables.Source, hazard.Source.Code),
        (HazardVariables.RegisteredBy, hazard.RegisteredBy),
        (HazardVariables.Objector, hazard.RegisteredAs == Role.EnterpriseContact ? null : hazard.RegisteredBy),
        (HazardVariables.GridOwner, hazard.GridOwner),
        (HazardVariables.SafetyNotGuaranteed, false),
        (HazardVariables.Extensions, 0),
        (HazardVariables.Rejections, 0),
        (HazardVariables.Refusals, 0),
        (HazardVariables.LastChance, false),
        (HazardVariables.UnderSuspension, false),
        (HazardVariables.StopRecorded, false),
        (HazardVariables.VerifiedOnSite, false),
        (HazardVariables.VerifiedByStreet, false),
        (HazardVariables.EnforceDirectly, false),
        (HazardVariables.DeadlineAt, null),
        (HazardVariables.RequestedDeadline, null),
        (HazardVariables.EnforcementResult, null),
        (HazardVariables.OrderedDeadlineAt, null),
        (HazardVariables.Filler, null),
        (HazardVariables.Outcome, null));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>One line for lists.</summary>
    private static string ShortText(string description)
    {
        var line = string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 39), "…");
    }
}
