namespace Rectification.Storage;

/// <summary>Takes the values of a statement in order, the first place is 1. One implementation a database.</summary>
internal interface IRowBinder
{
    void Text(string? value);

    void Long(long? value);

    void Int(int? value);

    void Bool(bool? value);

    void Guid(Guid? value);
}

/// <summary>The columns of a row that was read. One implementation a database.</summary>
internal interface IRowReader
{
    bool IsNull(int column);

    string Text(int column);

    long Long(int column);

    int Int(int column);

    bool Bool(int column);

    Guid Guid(int column);
}

/// <summary>What both databases store alike: instants as UTC ticks, words as text, texts without NUL, which PostgreSQL refuses.</summary>
internal static class RowValues
{
    public static void Instant(IRowBinder binder, DateTimeOffset? value) => binder.Long(value?.UtcTicks);

    public static void Word<T>(IRowBinder binder, T? value) where T : struct, Enum => binder.Text(value is { } word ? Words<T>.NameOf(word) : null);

    public static void Text(IRowBinder binder, string? value) => binder.Text(
        value is not null && value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", "", StringComparison.Ordinal) : value);

    public static DateTimeOffset Instant(IRowReader reader, int column) => new(reader.Long(column), TimeSpan.Zero);

    public static T Word<T>(IRowReader reader, int column) where T : struct, Enum => Words<T>.Parse(reader.Text(column));

    /// <summary>A value whose type is only known when it is asked for: keys, mostly.</summary>
    public static void Any(IRowBinder binder, object? value)
    {
        switch (value)
        {
            case string text:
                binder.Text(text);
                break;
            case Guid id:
                binder.Guid(id);
                break;
            case int number:
                binder.Int(number);
                break;
            case long number:
                binder.Long(number);
                break;
            case DateTimeOffset instant:
                binder.Long(instant.UtcTicks);
                break;
            case Enum word:
                binder.Text(word.ToString());
                break;
            default:
                throw new ArgumentException($"A key can't be a {value?.GetType().Name ?? "null"}.", nameof(value));
        }
    }

    private static class Words<T> where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().Distinct().ToDictionary(word => word, word => word.ToString());
        private static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public static string NameOf(T word) => Names.TryGetValue(word, out var name) ? name : word.ToString();

        public static T Parse(string name) => Values.TryGetValue(name, out var word) ? word : Enum.Parse<T>(name);
    }
}
