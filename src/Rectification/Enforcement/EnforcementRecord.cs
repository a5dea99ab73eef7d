using System.Diagnostics.CodeAnalysis;

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

    public LiableParty? PartyKind { get; init; }

    /// <summary>Ids of the decision or other papers attached, separated by commas.</summary>
    public string? FileIds { get; init; }

    /// <summary>The paper of ours that came of it: 现场处理措施决定书, 移交函, 移交回执.</summary>
    public Guid? PaperId { get; set; }

    /// <summary>In 元.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Number of the decision.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Of a penalty: the deadline ordered with it.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>To whom it was transferred.</summary>
    public string? Authority { get; init; }
}

/// <summary>Whom a penalty is for; each liable party has its own (一案双罚).</summary>
public enum LiableParty
{
    /// <summary>产权人.</summary>
    Owner,

    /// <summary>承租方.</summary>
    Tenant,

    /// <summary>转租方.</summary>
    SubLessor,

    /// <summary>主要负责人 or another person in charge.</summary>
    Person,
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

    /// <summary>行刑衔接: suspected crime handed to the police.</summary>
    PoliceHandover,
    PoliceReceived,
    PoliceDeclined,

    /// <summary>What the police made of it.</summary>
    PoliceResult,
}

[SuppressMessage("Naming", "CA1708", Justification = "The analyzer takes several extension blocks for names that differ only by case.")]
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
            EnforcementAct.PoliceHandover => "移送公安机关",
            EnforcementAct.PoliceReceived => "公安机关已接收",
            EnforcementAct.PoliceDeclined => "公安机关未接收",
            EnforcementAct.PoliceResult => "公安机关处理结果",
            _ => "移交退回",
        };
    }

    extension(LiableParty party)
    {
        public string ChineseName => party switch
        {
            LiableParty.Owner => "产权人",
            LiableParty.Tenant => "承租方",
            LiableParty.SubLessor => "转租方",
            _ => "主要负责人",
        };
    }
}
