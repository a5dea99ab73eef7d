namespace Rectification.Files;

/// <summary>What is known of a stored file; the bytes stand apart, so that lists never load them.</summary>
public sealed class FileRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string FileName { get; init; }

    /// <summary>As found in the bytes, not as claimed.</summary>
    public required string ContentType { get; init; }

    public required int Length { get; init; }

    public required string Sha256 { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public required Guid UploadedById { get; init; }

    public required string UploadedByName { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The case it belongs to; null while only the uploader knows it.</summary>
    public string? CaseNumber { get; set; }

    public bool IsImage => Width is not null;
}

public sealed class FileContent
{
    public required Guid FileId { get; init; }

    public required byte[] Bytes { get; init; }
}
