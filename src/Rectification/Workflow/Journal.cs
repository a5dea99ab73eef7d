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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string?[] fields =
        [
            row.CaseNumber, Text(row.Number), Text(row.At.UtcTicks), row.ActorId?.ToString("N"), row.ActorName, row.From, row.What,
            row.ProcessKey, Text(row.DefinitionVersion), row.InstanceId?.ToString("N"), row.ElementId, row.Text, row.Data, row.PreviousHash,
        ];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(field is null ? -1 : bytes.Length)}:")));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
