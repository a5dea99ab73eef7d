using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Documents;

/// <summary>Writes, numbers and marks the papers of a case.</summary>
public sealed class PaperDesk(RectificationDb db, Numbers numbers, SettingsQueries settings, Calendars calendars)
{
    /// <summary>The setting of the prefix and the name of the counter.</summary>
    private static readonly FrozenDictionary<DocumentKind, (string Setting, string Counter)> Numbering = new Dictionary<DocumentKind, (string, string)>
    {
        [DocumentKind.StopDecision] = ("paper.stop-decision", "stop-decision"),
        [DocumentKind.ReviewOpinion] = ("paper.review-opinion", "review-opinion"),
        [DocumentKind.TransferLetter] = ("paper.transfer", "transfer"),
        [DocumentKind.TransferReceipt] = ("paper.receipt", "receipt"),
        [DocumentKind.TaskOrder] = ("paper.task-order", "task-order"),
        [DocumentKind.SupervisionOrder] = ("paper.supervision", "supervision"),
        [DocumentKind.ExtensionForm] = ("paper.extension", "extension"),
    }.ToFrozenDictionary();

    public async Task<Document> WriteNotice(CaseRow @case, RectificationNotice notice, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var kind = notice.IsOrder ? DocumentKind.OrderNotice : DocumentKind.RectificationNotice;
        var document = await Write(@case, kind, JsonSerializer.Serialize(notice), notice.ToText(), by, at, ct);
        document.Issue(await NextNumber(@case.StreetId, "notice.prefix", "notice", at, ct), at);
        return document;
    }

    /// <summary>A paper of 责任追究, numbered at once (街安责〔2026〕1号).</summary>
    public async Task<Document> WriteMeasure(CaseRow @case, DocumentKind kind, MeasurePaper paper, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var document = await Write(@case, kind, JsonSerializer.Serialize(paper), paper.ToText(), by, at, ct);
        document.Issue(await NextNumber(@case.StreetId, "measure.prefix", "measure", at, ct), at);
        return document;
    }

    public Task<Document> WriteReport(CaseRow @case, MajorHazardReport report, Actor by, DateTimeOffset at, CancellationToken ct) =>
        Write(@case, DocumentKind.MajorHazardReport, JsonSerializer.Serialize(report), report.ToText(), by, at, ct);

    /// <summary>Written, numbered and in force at once.</summary>
    public async Task<Document> WritePaper(CaseRow @case, DocumentKind kind, OfficialPaper paper, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var document = await Write(@case, kind, JsonSerializer.Serialize(paper), paper.ToText(), by, at, ct);
        var (setting, counter) = Numbering[kind];
        document.Issue(await NextNumber(@case.StreetId, setting, counter, at, ct), at);
        return document;
    }

    /// <summary>The report gets its number when the street files it.</summary>
    public async Task<string> File(Document report, DateTimeOffset at, CancellationToken ct)
    {
        var number = await NextNumber(report.StreetId, null, "report", at, ct);
        report.Issue(number, at);
        return number;
    }

    /// <summary>The newest paper of a kind that is in force.</summary>
    public async Task<Document?> InForce(string caseNumber, DocumentKind kind, CancellationToken ct) =>
        (await All(caseNumber, kind, ct)).Where(document => document.IsInForce).MaxBy(document => document.Edition);

    /// <summary>Marks every paper of a kind that is in force; kept, but no longer good.</summary>
    public async Task Mark(string caseNumber, DocumentKind kind, DocumentState state, string reason, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var document in (await All(caseNumber, kind, ct)).Where(document => document.IsInForce))
            document.Mark(state, reason, at);
    }

    public async Task<List<Document>> All(string caseNumber, DocumentKind kind, CancellationToken ct)
    {
        var stored = await db.Documents.Where(row => row.CaseNumber == caseNumber && row.Kind == kind).ToListAsync(ct);
        return [.. stored.Union(db.Documents.Local.Where(row => row.CaseNumber == caseNumber && row.Kind == kind))];
    }

    private async Task<Document> Write(CaseRow @case, DocumentKind kind, string content, string text, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var earlier = await All(@case.CaseNumber, kind, ct);
        var document = new Document
        {
            CaseNumber = @case.CaseNumber,
            StreetId = @case.StreetId,
            Kind = kind,
            VerifyCode = Document.NewVerifyCode(),
            Edition = earlier.Count == 0 ? 1 : earlier.Max(row => row.Edition) + 1,
            Content = content,
            Text = text,
            Digest = Document.DigestOf(text),
            WrittenAt = at,
            WrittenById = by.UserId,
            WrittenByName = by.Name,
        };
        db.Documents.Add(document);
        return document;
    }

    /// <summary>街安改〔2026〕1号, counted per street and year.</summary>
    private async Task<string> NextNumber(Guid streetId, string? prefixSetting, string counter, DateTimeOffset at, CancellationToken ct)
    {
        var prefix = prefixSetting is null ? "街安报" : (await settings.For(streetId, ct))[prefixSetting] as string ?? "街安改";
        var year = (await calendars.For(streetId, ct)).DayOf(at).Year;
        var number = await numbers.NextValue($"{counter}:{streetId:N}", year, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}〔{year}〕{number}号");
    }
}
