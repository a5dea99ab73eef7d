namespace Rectification.Enforcement;

/// <summary>One act of enforcement, in the order in which they were done.</summary>
public sealed class EnforcementRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required EnforcementAct Act { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The order among acts of one moment: ids made within a millisecond have none.</summary>
    public int Line { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    public required string Text { get; init; }

    /// <summary>The liable party of a penalty: owner, tenant, sub-lessor; one record each (一案双罚).</summary>
    public string? Party { get; init; }

    /// <summary>In 元.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Number of the decision.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Of a penalty: the deadline ordered with it.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>To whom it was transferred.</summary>
    public string? Authority { get; init; }
}

public enum EnforcementAct
{
    /// <summary>One of the four orders: 责令暂时停产停业、停止建设、停止施工、停止使用.</summary>
    StopOrder,
    RefusalReported,
    RefusalUnfounded,
    Rectified,
    Penalty,
    Suspension,
    SuspensionLifted,
    ClosureProposed,
    ClosureApproved,
    ClosureDeclined,
    ShutDown,
    StillWorking,
    Transferred,
    TransferReceived,
    TransferDeclined,
    TransferReturned,
}

public static class EnforcementWords
{
    extension(EnforcementAct act)
    {
        public string ChineseName => act switch
        {
            EnforcementAct.StopOrder => "责令停止",
            EnforcementAct.RefusalReported => "上报拒不整改",
            EnforcementAct.RefusalUnfounded => "拒改不属实",
            EnforcementAct.Rectified => "督促下整改到位",
            EnforcementAct.Penalty => "行政处罚",
            EnforcementAct.Suspension => "停产停业整顿",
            EnforcementAct.SuspensionLifted => "恢复生产经营",
            EnforcementAct.ClosureProposed => "提请关闭",
            EnforcementAct.ClosureApproved => "同意关闭",
            EnforcementAct.ClosureDeclined => "不同意关闭",
            EnforcementAct.ShutDown => "已关停",
            EnforcementAct.StillWorking => "仍在生产经营",
            EnforcementAct.Transferred => "移交",
            EnforcementAct.TransferReceived => "移交已接收",
            EnforcementAct.TransferDeclined => "移交未接收",
            _ => "移交退回",
        };
    }
}
