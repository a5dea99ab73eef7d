namespace Rectification.Policies;

/// <summary>A document that a street attached: the text that its own cases are answered by.</summary>
public sealed class PolicyDocument
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid StreetId { get; init; }

    public required string Title { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset AttachedAt { get; init; }

    public required string AttachedByName { get; init; }
}

/// <summary>One sentence of an attached document and the clause that it says.</summary>
public sealed class PolicySentence
{
    public const int MaxLength = 2000;

    public required Guid DocumentId { get; init; }

    /// <summary>From 1, in the order of the document.</summary>
    public required int Number { get; init; }

    public required string Text { get; init; }

    /// <summary>Code of a <see cref="Clause"/>; null while nobody has tied it.</summary>
    public string? ClauseCode { get; set; }

    /// <summary>It asks nothing of anybody: a heading, a greeting, a date.</summary>
    public bool IsBeside { get; set; }

    public string? TiedByName { get; set; }

    public DateTimeOffset? TiedAt { get; set; }

    /// <summary>Neither tied to a clause nor set aside: it stays highlighted.</summary>
    public bool IsUnmatched => ClauseCode is null && !IsBeside;
}
