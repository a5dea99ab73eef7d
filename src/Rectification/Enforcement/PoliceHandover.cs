namespace Rectification.Enforcement;

/// <summary>涉嫌犯罪移送 (行刑衔接): what was handed to the police, and what they answered (003-1.2.2, 003-1.3.4). Its case outlives the hazard's.</summary>
public sealed class PoliceHandover
{
    /// <summary><c>YS-2026-000001</c>.</summary>
    public required string Number { get; init; }

    public required string HazardNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; init; }

    public required string PremisesName { get; init; }

    /// <summary>What is suspected, and on which grounds.</summary>
    public required string Crime { get; init; }

    /// <summary>The 移交函.</summary>
    public required Guid LetterId { get; init; }

    public required string LetterNumber { get; init; }

    public required DateTimeOffset HandedAt { get; init; }

    public required string HandedBy { get; init; }

    /// <summary>Null until the police have answered whether they take it.</summary>
    public bool? IsReceived { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>The police's own number.</summary>
    public string? ReceiptNumber { get; private set; }

    public string? DeclinedReason { get; private set; }

    /// <summary>立案 or not; null until they said so.</summary>
    public bool? IsFiled { get; private set; }

    public DateTimeOffset? ResultAt { get; private set; }

    public string? ResultBy { get; private set; }

    public string? ResultDocument { get; private set; }

    public string? Result { get; private set; }

    public int Version { get; set; }

    public string State => this switch
    {
        { Result: not null, IsFiled: true } => "已立案",
        { Result: not null } => "不予立案",
        { IsReceived: true } => "公安机关审查中",
        { IsReceived: false } => "未接收",
        _ => "待公安机关接收",
    };

    public void Receive(string? number, string by, DateTimeOffset at) => (IsReceived, ReceiptNumber, AnsweredBy, AnsweredAt) = (true, number, by, at);

    public void Decline(string reason, string by, DateTimeOffset at) => (IsReceived, DeclinedReason, AnsweredBy, AnsweredAt) = (false, reason, by, at);

    public void Tell(bool isFiled, string result, string? document, string by, DateTimeOffset at) => (IsFiled, Result, ResultDocument, ResultBy, ResultAt) = (isFiled, result, document, by, at);
}
