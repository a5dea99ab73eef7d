using System.Security.Cryptography;
using System.Text;

namespace Rectification.Documents;

/// <summary>A paper that came out of a case. Its text never changes: another text is another version.</summary>
public sealed class Document
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>街安改〔2026〕1号; a report gets its number when the street files it.</summary>
    public string? Number { get; private set; }

    /// <summary>In the QR code: opens the page that proves the paper genuine.</summary>
    public required string VerifyCode { get; init; }

    /// <summary>From 1 within case and kind.</summary>
    public required int Edition { get; init; }

    /// <summary>The typed content, JSON: <see cref="RectificationNotice"/>, <see cref="MajorHazardReport"/> or <see cref="OfficialPaper"/>.</summary>
    public required string Content { get; init; }

    /// <summary>Exactly what is signed.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/> in UTF-8, hexadecimal.</summary>
    public required string Digest { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required Guid WrittenById { get; init; }

    public required string WrittenByName { get; init; }

    public DocumentState State { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public string? StateReason { get; private set; }

    public DateTimeOffset? StateAt { get; private set; }

    public Delivery? Delivery { get; private set; }

    public string? ReceivedBy { get; private set; }

    public string? Witness { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When the enterprise confirmed on its page that it has the paper.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public string? AcknowledgedBy { get; private set; }

    public int Version { get; set; }

    public bool IsInForce => State is DocumentState.Draft or DocumentState.Issued;

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>80 random bits in an alphabet without letters that look alike.</summary>
    public static string NewVerifyCode() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 16);

    public void Issue(string number, DateTimeOffset at)
    {
        (Number, State, IssuedAt) = (number, DocumentState.Issued, at);
        (StateReason, StateAt) = (null, null);
    }

    public void Deliver(Delivery delivery, string? receivedBy, string? witness, DateTimeOffset at) =>
        (Delivery, ReceivedBy, Witness, DeliveredAt) = (delivery, receivedBy, witness, at);

    public void Acknowledge(string by, DateTimeOffset at)
    {
        AcknowledgedAt ??= at;
        AcknowledgedBy ??= by;
    }

    /// <summary>No longer in force, kept and marked.</summary>
    public void Mark(DocumentState state, string reason, DateTimeOffset at) => (State, StateReason, StateAt) = (state, reason, at);
}

public enum DocumentKind
{
    /// <summary>整改通知书, the grid worker's.</summary>
    RectificationNotice,

    /// <summary>责令限期整改通知书, the street's.</summary>
    OrderNotice,

    /// <summary>重大隐患填报表.</summary>
    MajorHazardReport,

    /// <summary>现场处理措施决定书: one of the four orders, 查封 with it.</summary>
    StopDecision,

    /// <summary>整改复查意见书.</summary>
    ReviewOpinion,

    /// <summary>移交函.</summary>
    TransferLetter,

    /// <summary>移交回执.</summary>
    TransferReceipt,

    /// <summary>交办单.</summary>
    TaskOrder,

    /// <summary>督办单.</summary>
    SupervisionOrder,

    /// <summary>延期审批表.</summary>
    ExtensionForm,

    /// <summary>书面通报 (003-4.1).</summary>
    CriticismNotice,

    /// <summary>约谈通知书 (003-4.2).</summary>
    InterviewSummons,

    /// <summary>约谈记录.</summary>
    InterviewRecord,

    /// <summary>挂牌督办通知书 (003-4.3).</summary>
    ListingNotice,

    /// <summary>解除挂牌督办通知书.</summary>
    ListingRelease,

    /// <summary>诫勉谈话记录 (003-4.4).</summary>
    AdmonishmentRecord,

    /// <summary>谈话警示记录 (001-1).</summary>
    WarningTalkRecord,

    /// <summary>问题线索移送函 (003-4.5).</summary>
    ClueTransferLetter,

    /// <summary>函告 (001-8).</summary>
    WarningLetter,

    /// <summary>督促函 (003-1.3.9).</summary>
    UrgingLetter,

    /// <summary>曝光 (001-8).</summary>
    ExposureNotice,
}

public enum DocumentState
{
    Draft,
    Issued,

    /// <summary>作废.</summary>
    Voided,

    /// <summary>Another paper took its place.</summary>
    Replaced,

    /// <summary>已降级: a filed report whose hazard turned out not to be major.</summary>
    Downgraded,
}

public enum Delivery
{
    WithSignature,

    /// <summary>Refused to sign; a witness stands for the delivery.</summary>
    RefusedToSign,
}

public static class DocumentWords
{
    extension(DocumentKind kind)
    {
        public string ChineseName => kind switch
        {
            DocumentKind.RectificationNotice => "整改通知书",
            DocumentKind.OrderNotice => "责令限期整改通知书",
            DocumentKind.MajorHazardReport => "重大隐患填报表",
            DocumentKind.StopDecision => "现场处理措施决定书",
            DocumentKind.ReviewOpinion => "整改复查意见书",
            DocumentKind.TransferLetter => "移交函",
            DocumentKind.TransferReceipt => "移交回执",
            DocumentKind.TaskOrder => "隐患整改交办单",
            DocumentKind.SupervisionOrder => "隐患整改督办单",
            DocumentKind.CriticismNotice => "书面通报",
            DocumentKind.InterviewSummons => "约谈通知书",
            DocumentKind.InterviewRecord => "约谈记录",
            DocumentKind.ListingNotice => "挂牌督办通知书",
            DocumentKind.ListingRelease => "解除挂牌督办通知书",
            DocumentKind.AdmonishmentRecord => "诫勉谈话记录",
            DocumentKind.WarningTalkRecord => "谈话警示记录",
            DocumentKind.ClueTransferLetter => "问题线索移送函",
            DocumentKind.WarningLetter => "函告",
            DocumentKind.UrgingLetter => "督促函",
            DocumentKind.ExposureNotice => "曝光",
            _ => "整改延期审批表",
        };

        /// <summary>整改通知书 in either template.</summary>
        public bool IsNotice => kind is DocumentKind.RectificationNotice or DocumentKind.OrderNotice;

        /// <summary>Handed to the premises; the others stay among the offices.</summary>
        public bool IsForPremises => kind is DocumentKind.RectificationNotice or DocumentKind.OrderNotice or DocumentKind.StopDecision or DocumentKind.ReviewOpinion or DocumentKind.ExtensionForm;

        /// <summary>An <see cref="OfficialPaper"/>.</summary>
        public bool IsOfficialPaper => !kind.IsNotice && !kind.IsMeasure && kind != DocumentKind.MajorHazardReport;

        /// <summary>A paper of 责任追究, with the proof printed on it.</summary>
        public bool IsMeasure => kind >= DocumentKind.CriticismNotice && kind <= DocumentKind.ExposureNotice;
    }
}
