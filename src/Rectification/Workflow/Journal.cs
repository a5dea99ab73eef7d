using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Writes what happened in a case; each entry carries the hash of the one before it. Scoped.</summary>
public sealed class Journal(RectificationDb db, CurrentActor current, StreetClock clock)
{
    private const int LongestPrefix = 12;

    public DateTimeOffset Now => clock.GetUtcNow();

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="what">Stable kind: <c>task.completed</c>, <c>signature.added</c> …</param>
    /// <param name="text">For people, in Chinese.</param>
    /// <param name="data">The facts behind the text; a string is taken as JSON already written.</param>
    public void Add(CaseRow @case, string what, string text, string? elementId = null, object? data = null, InstanceRow? instance = null)
    {
        var actor = current.Actor ?? Actor.System;
        var row = new JournalRow
        {
            CaseNumber = @case.CaseNumber,
            Number = @case.JournalCount + 1,
            At = clock.GetUtcNow(),
            ActorId = actor.IsSystem ? null : actor.UserId,
            ActorName = actor.Name,
            From = actor.IsSystem ? null : current.From,
            What = what,
            ProcessKey = instance?.DefinitionKey,
            DefinitionVersion = instance?.DefinitionVersion,
            InstanceId = instance?.Id,
            ElementId = elementId,
            // As the database will keep it, or the hash would not hold.
            Text = text.Replace("\0", "", StringComparison.Ordinal),
            Data = data as string ?? (data is null ? "{}" : JsonSerializer.Serialize(data, Plain)),
            PreviousHash = @case.JournalHash,
        };
        row.Hash = HashOf(row);
        db.Journal.Add(row);
        @case.JournalCount = row.Number;
        @case.JournalHash = row.Hash;
    }

    /// <summary>SHA-256 over every field, each with its length before it, so that no two entries can read the same.</summary>
    public static string HashOf(JournalRow row)
    {
        string?[] fields =
        [
            row.CaseNumber, Text(row.Number), Text(row.At.UtcTicks), row.ActorId?.ToString("N"), row.ActorName, row.From, row.What,
            row.ProcessKey, Text(row.DefinitionVersion), row.InstanceId?.ToString("N"), row.ElementId, row.Text, row.Data, row.PreviousHash,
        ];
        var room = 0;
        foreach (var field in fields)
            room += LongestPrefix + Encoding.UTF8.GetMaxByteCount(field?.Length ?? 0);
        var bytes = ArrayPool<byte>.Shared.Rent(room);
        var end = 0;
        foreach (var field in fields)
        {
            Utf8Formatter.TryFormat(field is null ? -1 : Encoding.UTF8.GetByteCount(field), bytes.AsSpan(end), out var digits);
            bytes[end + digits] = (byte)':';
            end += digits + 1;
            end += Encoding.UTF8.GetBytes(field, bytes.AsSpan(end));
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, end), digest);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(digest);
    }

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
