using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Signatures;

/// <summary>A person's signature under an exact text. Never deleted: a later change of the text voids it visibly.</summary>
public sealed class SignatureRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CaseNumber { get; init; }

    public required Guid TaskId { get; init; }

    public required string ProcessKey { get; init; }

    public required string ElementId { get; init; }

    /// <summary>What was done by signing, as the task is called: 社区主干签名.</summary>
    public required string Purpose { get; init; }

    /// <summary>What the person decided when signing: <c>signed</c>, <c>rejected</c>, …</summary>
    public required string Outcome { get; init; }

    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    public Role? Role { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the exact text; the text itself is kept in <see cref="SignedText"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>The drawn signature, PNG; null when a stored one or the name stands for it.</summary>
    public byte[]? Image { get; init; }

    public Guid? ImageFileId { get; init; }

    public DateTimeOffset? VoidedAt { get; set; }

    public string? VoidReason { get; set; }
}

/// <summary>A text that was signed, kept once however many signed it.</summary>
public sealed class SignedText
{
    public required string Digest { get; init; }

    public required string Text { get; init; }
}

public static class SignatureTables
{
    extension(RectificationDb db)
    {
        public DbSet<SignatureRow> Signatures => db.Set<SignatureRow>();

        public DbSet<SignedText> SignedTexts => db.Set<SignedText>();
    }
}

internal sealed class SignatureTable : IEntityTypeConfiguration<SignatureRow>
{
    public void Configure(EntityTypeBuilder<SignatureRow> table)
    {
        table.HasIndex(row => row.CaseNumber);
        table.HasIndex(row => row.TaskId);
        table.Property(row => row.Digest).HasMaxLength(64);
    }
}

internal sealed class SignedTextTable : IEntityTypeConfiguration<SignedText>
{
    public void Configure(EntityTypeBuilder<SignedText> table)
    {
        table.HasKey(row => row.Digest);
        table.Property(row => row.Digest).HasMaxLength(64);
    }
}
