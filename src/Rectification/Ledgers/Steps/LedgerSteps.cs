using System.Security.Cryptography;
using System.Text;
using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Ledgers.Steps;

/// <summary>A step of P05.</summary>
public abstract class LedgerStep(RectificationDb db) : ITaskHandler
{
    public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        var ledger = await db.LedgerMonths.FindAsync([completion.Case.CaseNumber], ct)
            ?? throw new InvalidOperationException($"{completion.Case.CaseNumber} has no ledger; only ledgers run this process.");
        var reason = completion.Values["reason"] is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : completion.Comment;
        var result = await Do(ledger, completion, reason, ct);
        return result.Problem is { } problem ? problem : Variables.Of(("outcome", completion.Outcome), ("reason", reason)).With(result.Value);
    }

    protected abstract Task<Result<Variables>> Do(LedgerMonth ledger, TaskCompletion completion, string? reason, CancellationToken ct);

    protected static Problem ReasonMissing => Problem.Field("reason", "请写明退回的理由（2–2000 字）");
}

/// <summary>报送: the rows are frozen as they stand, with their corrections.</summary>
public sealed class FileLedger(RectificationDb db, LedgerFill fill, Journal journal) : LedgerStep(db)
{
    private readonly RectificationDb db = db;

    protected override async Task<Result<Variables>> Do(LedgerMonth ledger, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        var lines = await fill.Rows(ledger, completion.At, ct);
        ledger.File(lines.Count(line => line.LeftOut is null), completion.By.Name, completion.At);
        var rows = lines.Select((line, index) => line.Freeze(ledger.CaseNumber, ledger.Edition, index + 1)).ToList();
        db.LedgerRows.AddRange(rows);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.HazardNumber} {row.LeftOut} {row.Cells}")))));
        journal.Add(completion.Case, "ledger.filed", $"报送第 {ledger.Edition} 版，共 {ledger.Rows} 项", completion.Task.ElementId, new { ledger.Edition, ledger.Rows, digest });
        return Variables.Empty;
    }
}

/// <summary>社区主干确认: the first one is what counts as reported.</summary>
public sealed class ConfirmLedger(RectificationDb db) : LedgerStep(db)
{
    protected override Task<Result<Variables>> Do(LedgerMonth ledger, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome == "confirmed")
            ledger.Confirm(completion.By.Name, completion.At);
        else if (reason is null)
            return Task.FromResult<Result<Variables>>(ReasonMissing);
        else
            ledger.Return(completion.By.Name, reason, completion.At);
        return Task.FromResult<Result<Variables>>(Variables.Empty);
    }
}

/// <summary>街道备案, or back to the community with a due time of its own.</summary>
public sealed class ReceiveLedger(RectificationDb db, SettingsQueries settings, Calendars calendars) : LedgerStep(db)
{
    protected override async Task<Result<Variables>> Do(LedgerMonth ledger, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome == "received")
        {
            ledger.Receive(completion.By.Name, completion.At);
            return Variables.Empty;
        }
        if (reason is null)
            return ReasonMissing;
        ledger.Return(completion.By.Name, reason, completion.At);
        var workdays = OpenLedgers.Whole((await settings.For(ledger.StreetId, ct))["due.refile-ledger"]);
        return Variables.Of(("fileDueAt", (await calendars.For(ledger.StreetId, ct)).EndOfWorkday(completion.At, workdays)));
    }
}
