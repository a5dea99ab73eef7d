using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Documents;

public sealed class DocumentQueries(RectificationDb db, CaseSight sight)
{
    private const int MostNotices = 200;

    private static readonly DocumentKind[] Handed = [.. Enum.GetValues<DocumentKind>().Where(kind => kind.IsForPremises)];

    private static readonly string[] Approving = ["signed", "sealed", "approved", "filed"];

    private static readonly Problem Unknown = Problem.NotFound("document.unknown", "没有这份文书，或您无权查看");

    public async Task<Result<DocumentView>> Find(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } document)
            return Unknown;
        var @case = await db.Cases.AsNoTracking().FirstAsync(row => row.CaseNumber == document.CaseNumber, ct);
        return await sight.MaySee(@case, actor, ct) && MayRead(document.Kind, actor) ? View(document) with { Approvals = await Approvals(document, ct) } : Unknown;
    }

    /// <summary>An enterprise reads what is handed to it; what the offices write to each other it doesn't see.</summary>
    public static bool MayRead(DocumentKind kind, Actor actor) =>
        kind.IsForPremises || kind.IsMeasure || actor.IsSystem || actor.Grants.Any(grant => grant.Role.SeesCases && grant.Role != Role.EnterpriseContact);

    /// <summary>Every paper of a case, newest first; the caller has made sure that the case may be seen.</summary>
    public async Task<ImmutableArray<DocumentLine>> Of(string caseNumber, CancellationToken ct) =>
        [.. (await db.Documents.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderByDescending(row => row.Id).ToListAsync(ct)).Select(Line)];

    /// <summary>The text that is to be signed now: the newest report of the case that is in force.</summary>
    public async Task<DocumentView?> Current(string caseNumber, DocumentKind kind, CancellationToken ct) =>
        await db.Documents.AsNoTracking()
            .Where(row => row.CaseNumber == caseNumber && row.Kind == kind && (row.State == DocumentState.Draft || row.State == DocumentState.Issued))
            .OrderByDescending(row => row.Edition)
            .FirstOrDefaultAsync(ct) is { } document ? View(document) with { Approvals = await Approvals(document, ct) } : null;

    /// <summary>The notices of a premises, newest first, for its own page and for those in whose scope it lies.</summary>
    public async Task<ImmutableArray<PremisesNotice>> NoticesOf(Guid premisesId, Actor actor, CancellationToken ct)
    {
        var rows = await (
            from document in db.Documents.AsNoTracking()
            join @case in db.Cases.AsNoTracking() on document.CaseNumber equals @case.CaseNumber
            where @case.PremisesId == premisesId && Handed.Contains(document.Kind)
            orderby document.Id descending
            select new { document, @case }).Take(MostNotices).ToListAsync(ct);
        return [.. rows.Where(row => actor.Sees(row.@case.Place)).Select(row => new PremisesNotice(row.@case.CaseNumber, row.@case.Title, row.@case.Level, Line(row.document)))];
    }

    /// <summary>What anyone who scans the QR code may know: that the paper is genuine and whether it still holds.</summary>
    public async Task<DocumentProof?> Prove(string code, CancellationToken ct) =>
        await db.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.VerifyCode == code, ct) is { } document
            ? new(document.Kind.ChineseName, document.Number, document.IssuedAt, document.State, document.StateReason, document.Digest)
            : null;

    /// <summary>Who signed, sealed, approved and filed this very text.</summary>
    private async Task<ImmutableArray<Approval>> Approvals(Document document, CancellationToken ct)
    {
        if (document.Kind != DocumentKind.MajorHazardReport)
            return [];
        var until = document.IsInForce ? DateTimeOffset.MaxValue : document.StateAt ?? DateTimeOffset.MaxValue;
        var done = await db.Tasks.AsNoTracking()
            .Where(task => task.CaseNumber == document.CaseNumber && task.ProcessKey == "major-hazard-report" && task.State == TaskState.Done
                && task.DoneAt >= document.WrittenAt && task.DoneAt <= until && Approving.Contains(task.Outcome!))
            .OrderBy(task => task.DoneAt).ThenBy(task => task.Id)
            .Select(task => new { task.Id, task.ElementId, task.Name, task.DoneByName, task.DoneAt })
            .ToListAsync(ct);
        return [.. done.Select(task => new Approval(task.Id, task.ElementId, task.Name, task.DoneByName ?? "", task.DoneAt!.Value))];
    }

    private static DocumentLine Line(Document document) => new(document.Id, document.Kind, document.Kind.ChineseName, document.Number, document.Edition,
        document.State, document.StateReason, document.IssuedAt ?? document.WrittenAt, document.WrittenByName,
        document.Delivery, document.ReceivedBy, document.Witness, document.DeliveredAt, document.AcknowledgedAt, document.AcknowledgedBy);

    private static DocumentView View(Document document) => new(Line(document), document.CaseNumber, document.VerifyCode, document.Text, document.Digest,
        document.Kind.IsNotice ? JsonSerializer.Deserialize<RectificationNotice>(document.Content) : null,
        document.Kind == DocumentKind.MajorHazardReport ? JsonSerializer.Deserialize<MajorHazardReport>(document.Content) : null)
    {
        Paper = document.Kind.IsOfficialPaper ? JsonSerializer.Deserialize<OfficialPaper>(document.Content) : null,
        Measure = document.Kind.IsMeasure ? JsonSerializer.Deserialize<MeasurePaper>(document.Content) : null,
    };
}

public sealed record DocumentLine(
    Guid Id, DocumentKind Kind, string Name, string? Number, int Version, DocumentState State, string? StateReason, DateTimeOffset At, string By,
    Delivery? Delivery, string? ReceivedBy, string? Witness, DateTimeOffset? DeliveredAt, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy);

public sealed record PremisesNotice(string CaseNumber, string Title, string Level, DocumentLine Line);

/// <param name="Notice">For 整改通知书 and 责令限期整改通知书.</param>
/// <param name="Report">For 重大隐患填报表.</param>
public sealed record DocumentView(
    DocumentLine Line, string CaseNumber, string VerifyCode, string Text, string Digest, RectificationNotice? Notice, MajorHazardReport? Report)
{
    /// <summary>For the papers of 责任追究.</summary>
    public MeasurePaper? Measure { get; init; }

    /// <summary>For 重大隐患填报表: leaders' signatures, seal, linked leader, filing.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];

    /// <summary>For the papers of enforcement and re-inspection.</summary>
    public OfficialPaper? Paper { get; init; }
}

/// <param name="TaskId">The signature, where one was given, carries the same.</param>
public sealed record Approval(Guid TaskId, string ElementId, string Name, string By, DateTimeOffset At);

public sealed record DocumentProof(string Name, string? Number, DateTimeOffset? IssuedAt, DocumentState State, string? StateReason, string Digest);
