using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Files;
using Rectification.People;
using Rectification.Signatures;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Documents;

/// <summary>What a paper shows beside its text: who signed, sealed, approved and received this very version.</summary>
public sealed class PrintQueries(RectificationDb db, DocumentQueries documents)
{
    private const string Seal = "affix-seal";
    private const string Review = "review-as-linked-leader";
    private const string Filing = "file-report";

    public async Task<Result<PrintView>> Find(Guid id, Actor actor, CancellationToken ct)
    {
        var found = await documents.Find(id, actor, ct);
        if (found.Problem is { } problem)
            return problem;
        var document = await db.Documents.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        var streetName = await db.OrgUnits.Where(unit => unit.Id == document.StreetId).Select(unit => unit.Name).FirstOrDefaultAsync(ct) ?? "";
        var print = new PrintView(found.Value, streetName, document.WrittenAt, [], null, null, null);
        if (document.Kind != DocumentKind.MajorHazardReport)
            return print;

        // Signatures and steps belong to the version that stood when they were made.
        var next = await db.Documents.AsNoTracking().Where(row => row.CaseNumber == document.CaseNumber && row.Kind == document.Kind && row.Edition > document.Edition)
            .OrderBy(row => row.Edition).Select(row => new { row.WrittenAt }).FirstOrDefaultAsync(ct);
        var until = next?.WrittenAt ?? DateTimeOffset.MaxValue;
        var steps = await db.Tasks.AsNoTracking()
            .Where(task => task.CaseNumber == document.CaseNumber && task.State == TaskState.Done && task.DoneAt >= document.WrittenAt && task.DoneAt < until
                && (task.ElementId == Seal || task.ElementId == Review || task.ElementId == Filing))
            .OrderBy(task => task.DoneAt).ToListAsync(ct);
        return print with
        {
            Signatures = await Signatures(document, until, ct),
            Seal = Step(steps, Seal, "sealed"),
            Review = Step(steps, Review, "approved"),
            Filing = Step(steps, Filing, "filed"),
        };
    }

    private async Task<ImmutableArray<PrintedSignature>> Signatures(Document document, DateTimeOffset until, CancellationToken ct)
    {
        var rows = await db.Signatures.AsNoTracking()
            .Where(row => row.CaseNumber == document.CaseNumber && row.Digest == document.Digest && row.Outcome == "signed"
                && row.At >= document.WrittenAt && row.At < until)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var stored = rows.Where(row => row.ImageFileId is not null).Select(row => row.ImageFileId!.Value).ToArray();
        var pictures = await db.FileContents.AsNoTracking().Where(file => stored.Contains(file.FileId)).ToDictionaryAsync(file => file.FileId, file => file.Bytes, ct);
        return [.. rows.Select(row => new PrintedSignature(row.PersonName, row.At,
            row.Image ?? (row.ImageFileId is { } file ? pictures.GetValueOrDefault(file) : null), row.VoidedAt, row.VoidReason))];
    }

    private static PrintedStep? Step(List<TaskRow> steps, string elementId, string outcome) =>
        steps.LastOrDefault(task => task.ElementId == elementId && task.Outcome == outcome) is { DoneAt: { } at } task
            ? new(task.DoneByName ?? "", at, VariablesText.Read(task.Variables)["opinion"] as string)
            : null;
}

/// <param name="Seal">Who affixed the community's seal.</param>
/// <param name="Review">The linked leader's approval.</param>
/// <param name="Filing">Who received it at the street.</param>
public sealed record PrintView(
    DocumentView Document, string StreetName, DateTimeOffset WrittenAt,
    ImmutableArray<PrintedSignature> Signatures, PrintedStep? Seal, PrintedStep? Review, PrintedStep? Filing);

/// <param name="Picture">As drawn or stored; null when the written name stands for it.</param>
public sealed record PrintedSignature(string Name, DateTimeOffset At, byte[]? Picture, DateTimeOffset? VoidedAt, string? VoidReason);

public sealed record PrintedStep(string Name, DateTimeOffset At, string? Opinion);
