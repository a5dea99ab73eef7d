using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126223128_ToldOnce")]
    public partial class ToldOnce : Migration
    {
        private static readonly string[] Columns =
        [
            "\"Key\" TEXT NOT NULL", "\"At\" INTEGER NOT NULL", "\"Text\" TEXT NOT NULL", "\"Link\" TEXT NOT NULL", "\"CaseNumber\" TEXT NULL", "\"ReadAt\" INTEGER NULL",
        ];

        private const string Unread = "CREATE INDEX \"IX_Notifications_Unread\" ON \"Notification\" (\"UserId\") WHERE \"ReadAt\" IS NULL";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex("IX_Notification_Key", "Notification");
            // The person stands in a column of its own.
            migrationBuilder.Sql("""
                update "Notification" set "Key" = substr("Key", 1, length("Key") - 33) where "Key" like '%:' || lower(replace("UserId", '-', ''))
                """);
            migrationBuilder.Rebuild("Notification",
                ["\"UserId\" TEXT NOT NULL", "\"Id\" TEXT NOT NULL", .. Columns, "CONSTRAINT \"PK_Notification\" PRIMARY KEY (\"UserId\", \"Id\")"], " WITHOUT ROWID",
                Unread, "CREATE UNIQUE INDEX \"IX_Notification_UserId_Key\" ON \"Notification\" (\"UserId\", \"Key\")");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex("IX_Notification_UserId_Key", "Notification");
            migrationBuilder.Sql("""
                update "Notification" set "Key" = "Key" || ':' || lower(replace("UserId", '-', ''))
                """);
            migrationBuilder.Rebuild("Notification",
                ["\"Id\" TEXT NOT NULL CONSTRAINT \"PK_Notification\" PRIMARY KEY", "\"UserId\" TEXT NOT NULL", .. Columns], "",
                Unread, "CREATE UNIQUE INDEX \"IX_Notification_Key\" ON \"Notification\" (\"Key\")", "CREATE INDEX \"IX_Notification_UserId_At\" ON \"Notification\" (\"UserId\", \"At\")");
        }
    }
}
