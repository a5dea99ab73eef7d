using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rectification;

/// <summary>One page of a list that is read by key, so that page 1,000 costs what page 1 costs.</summary>
/// <param name="Next">URL-safe; null at the end.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next)
{
    public static readonly Page<T> Empty = new([], null);
}

/// <summary>Where the next page begins: the sort key of the last row shown.</summary>
public static class PageKey
{
    public const int MostRows = 200;

    public static string Write(params string?[] parts) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    /// <summary>The parts written before; null when the text was not written by <see cref="Write"/> with as many parts.</summary>
    public static string?[]? Read(string? key, int parts)
    {
        if (key is null || key.Length > 2000 || !Base64Url.IsValid(key))
            return null;
        try
        {
            var read = JsonSerializer.Deserialize<string?[]>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(key)));
            return read?.Length == parts ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An instant that was written as its UTC ticks; null when it is none.</summary>
    public static DateTimeOffset? Instant(string? ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    public static readonly Problem Broken = Problem.Field("after", "翻页位置无效，请从第一页重新查看");
}
