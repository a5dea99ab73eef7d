using Microsoft.EntityFrameworkCore.Migrations;

namespace Rectification.Storage.Migrations.Sqlite
{
    internal static class Rebuilding
    {
        /// <summary>Makes a table anew with its rows: all of it happens with the migration, or nothing. EF's own rebuilding commits halfway through. For tables that no key of another one leads to.</summary>
        /// <param name="columns">And what else stands between the brackets of the table.</param>
        public static void Rebuild(this MigrationBuilder migrationBuilder, string table, string[] columns, string ending, params string[] indices)
        {
            var names = string.Join(", ", columns.Where(column => column.StartsWith('"')).Select(column => column[..(column.IndexOf('"', 1) + 1)]));
            migrationBuilder.Sql($"CREATE TABLE \"new_{table}\" ({string.Join(", ", columns)}){ending}");
            migrationBuilder.Sql($"INSERT INTO \"new_{table}\" ({names}) SELECT {names} FROM \"{table}\"");
            migrationBuilder.Sql($"DROP TABLE \"{table}\"");
            migrationBuilder.Sql($"ALTER TABLE \"new_{table}\" RENAME TO \"{table}\"");
            foreach (var index in indices)
                migrationBuilder.Sql(index);
        }
    }
}
