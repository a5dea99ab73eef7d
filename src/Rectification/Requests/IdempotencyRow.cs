using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Requests;

/// <summary>The answer given to a request that carried an <c>Idempotency-Key</c>: a repeat gets the same answer and changes nothing.</summary>
public sealed class IdempotencyRow
{
    public required Guid UserId { get; init; }

    public required string Key { get; init; }

    /// <summary>Digest of what was asked: the same key for another request is a mistake of the caller.</summary>
    public required string RequestHash { get; init; }

    /// <summary>JSON.</summary>
    public required string Response { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Used inside a command: ask first, remember last; the command's own transaction keeps both together. Scoped.</summary>
public sealed class Idempotency(RectificationDb db, CurrentActor current, TimeProvider system)
{
    /// <summary>The earlier answer; null when there is none; a problem when the key was used for something else.</summary>
    public async Task<Result<T?>> Find<T>(string? key, object request, CancellationToken ct) where T : class
    {
        if (key is null)
            return (T?)null;
        if (key.Length is 0 or > 100)
            return Problem.Invalid("idempotency.key", "Idempotency-Key 须为 1–100 个字符");
        if (await db.Set<IdempotencyRow>().FindAsync([current.Required.UserId, key], ct) is not { } row)
            return (T?)null;
        if (row.RequestHash != HashOf(request))
            return Problem.Conflict("idempotency.reused", "此 Idempotency-Key 已用于另一份内容不同的请求，请换一个");
        return JsonSerializer.Deserialize<T>(row.Response)!;
    }

    public void Remember(string? key, object request, object response)
    {
        if (key is not null)
            db.Add(new IdempotencyRow
            {
                UserId = current.Required.UserId,
                Key = key,
                RequestHash = HashOf(request),
                Response = JsonSerializer.Serialize(response),
                At = system.GetUtcNow(),
            });
    }

    private static string HashOf(object request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request))));
}

internal sealed class IdempotencyTable : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> table)
    {
        table.HasKey(row => new { row.UserId, row.Key });
        table.Property(row => row.Key).HasMaxLength(100);
    }
}
