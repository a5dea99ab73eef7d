using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Ledgers;

/// <summary>Puts one cell right, leaves a row out or takes it in again, with a reason that stays visible; only while the list is with the community safety officer.</summary>
/// <param name="Column">Null for the row itself: then <paramref name="Value"/> is 剔除 or 列入.</param>
[Allow(Role.CommunitySafetyOfficer)]
public sealed record CorrectLedger(string CaseNumber, string HazardNumber, LedgerColumn? Column, string Value, string Reason) : ICommand<Nothing>;

public sealed class CorrectLedgerHandler(RectificationDb db, LedgerFill fill, Journal journal, CurrentActor current, StreetClock clock)
    : ICommandHandler<CorrectLedger, Nothing>
{
    private const int MostText = 2000;

    public async Task<Result<Nothing>> Handle(CorrectLedger command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.LedgerMonths.FindAsync([command.CaseNumber], ct) is not { } ledger || await db.Cases.FindAsync([command.CaseNumber], ct) is not { } @case
            || !actor.Sees(ledger.Place))
            return LedgerProblems.NotFound;
        if (!actor.Holds(Role.CommunitySafetyOfficer, ledger.Place))
            return LedgerProblems.NotYours;
        if (ledger.State != LedgerState.Filling)
            return LedgerProblems.Frozen(ledger);
        var (value, reason) = (command.Value.Trim(), command.Reason.Trim());
        if (reason.Length is < 2 or > 200)
            return Problem.Field("reason", "请写明更正的原因（2–200 字）");
        var now = clock.GetUtcNow();
        if ((await fill.Rows(ledger, now, ct)).FirstOrDefault(row => row.HazardNumber == command.HazardNumber) is not { } line)
            return Problem.Field("hazard", "清单里没有这一项");
        if (Check(command.Column, value, line) is { } problem)
            return problem;

        var before = command.Column is { } column ? line[column].Value : line.LeftOut is null ? LedgerCorrection.TakenIn : LedgerCorrection.LeftOut;
        db.LedgerCorrections.Add(new()
        {
            CaseNumber = ledger.CaseNumber,
            HazardNumber = line.HazardNumber,
            Column = command.Column,
            Before = before,
            After = value,
            Reason = reason,
            At = now,
            ById = actor.UserId,
            ByName = actor.Name,
            Number = 1 + (await db.LedgerCorrections.Where(row => row.CaseNumber == ledger.CaseNumber).MaxAsync(row => (int?)row.Number, ct) ?? 0),
        });
        var what = command.Column is { } named ? $"“{named.ChineseName}”由“{before}”改为“{value}”" : value == LedgerCorrection.LeftOut ? "不列入清单" : "重新列入清单";
        journal.Add(@case, "ledger.corrected", $"更正 {line.HazardNumber} {what}：{reason}", data: new { line.HazardNumber, column = command.Column?.ToString(), before, after = value, reason });
        return Nothing.Here;
    }

    private static Problem? Check(LedgerColumn? column, string value, LedgerLine line)
    {
        if (column is null)
            return value is LedgerCorrection.LeftOut or LedgerCorrection.TakenIn
                ? line.LeftOut is not null == (value == LedgerCorrection.LeftOut) ? Problem.Field("value", value == LedgerCorrection.LeftOut ? "这一项已经剔除" : "这一项已在清单里") : null
                : Problem.Field("value", "请选择剔除或列入");
        if (!Enum.IsDefined(column.Value))
            return Problem.Field("column", "没有这一栏");
        if (value.Length > MostText)
            return Problem.Field("value", $"最多 {MostText} 个字");
        if (column is LedgerColumn.InspectedOn or LedgerColumn.StruckOffOn && value.Length > 0 && !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _))
            return Problem.Field("value", $"“{column.Value.ChineseName}”请写成 2026-11-05 的样子");
        return line[column.Value].Value == value ? Problem.Field("value", "和现在的内容一样，没有改动") : null;
    }
}

internal static class LedgerProblems
{
    public static readonly Problem NotFound = Problem.NotFound("ledger.not-found", "没有这份清单，或不在您的范围内");

    public static readonly Problem NotYours = Problem.Forbidden("ledger.not-yours", "清单由本社区的社区安全员更正");

    public static Problem Frozen(LedgerMonth ledger) => Problem.Conflict("ledger.frozen", $"清单{ledger.State.ChineseName}，已报送的内容不能改；需要更正的，由社区主干或街道退回");
}
