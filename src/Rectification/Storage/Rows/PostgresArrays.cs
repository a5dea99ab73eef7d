using System.Globalization;
using System.Text.RegularExpressions;

namespace Rectification.Storage;

/// <summary>Statements of PostgreSQL about any number of rows, whose values come as arrays: one array a column. A row of them is <c>v(p1, p2 …)</c>.</summary>
internal static partial class PostgresArrays
{
    public static string TypeOf(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(long) ? "bigint"
        : type == typeof(int) ? "integer"
        : type == typeof(bool) ? "boolean"
        : type == typeof(Guid) ? "uuid"
        : throw new NotSupportedException($"A column can't hold a {type.Name}.");

    /// <summary><c>unnest($1::text[] …) as v(p1 …)</c>.</summary>
    public static string Rows(IEnumerable<string> types)
    {
        string[] all = [.. types];
        return $"unnest({string.Join(", ", all.Select((type, i) => $"${Number(i + 1)}::{type}[]"))}) as v({string.Join(", ", all.Select((_, i) => $"p{Number(i + 1)}"))})";
    }

    public static string Value(int place) => $"v.p{Number(place)}";

    public static string Where(IEnumerable<string> columns, int from) => string.Join(" and ", columns.Select((column, i) => $"t.{column} = {Value(from + i)}"));

    /// <summary>Fails unless there was a row for every row of values: by a division, so that the statements after it and the commit are not carried out.</summary>
    public static string AllHit(string returningOne) => $"with done as ({returningOne}) select 1 / (case when count(*) = cardinality($1) then 1 else 0 end) from done";

    /// <summary>Removes by a condition with <c>$n</c> in it.</summary>
    public static string DeleteWhere(string table, string condition, object?[] values) =>
        $"delete from {table} as t using {Rows(values.Select(value => TypeOf(value is Enum ? typeof(string) : value is DateTimeOffset ? typeof(long) : value!.GetType())))} where {Places().Replace(condition, "v.p$1")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Places();
}
