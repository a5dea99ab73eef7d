using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126223235_ToldOnce")]
    public partial class ToldOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notification_Key",
                table: "Notification");

            // The person stands in a column of its own.
            migrationBuilder.Sql("""
                update "Notification" set "Key" = substr("Key", 1, length("Key") - 33) where "Key" like '%:' || lower(replace("UserId"::text, '-', ''))
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_Notification",
                table: "Notification");

            migrationBuilder.DropIndex(
                name: "IX_Notification_UserId_At",
                table: "Notification");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Notification",
                table: "Notification",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Notification_UserId_Key",
                table: "Notification",
                columns: new[] { "UserId", "Key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notification_UserId_Key",
                table: "Notification");

            migrationBuilder.Sql("""
                update "Notification" set "Key" = "Key" || ':' || lower(replace("UserId"::text, '-', ''))
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_Notification",
                table: "Notification");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Notification",
                table: "Notification",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Notification_Key",
                table: "Notification",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notification_UserId_At",
                table: "Notification",
                columns: new[] { "UserId", "At" });
        }
    }
}
