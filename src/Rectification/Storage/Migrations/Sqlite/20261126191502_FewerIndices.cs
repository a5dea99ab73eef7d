using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126191502_FewerIndices")]
    public partial class FewerIndices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_CaseNumber",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_InstanceId_Key",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_CaseRow_StreetId_Kind_OpenedAt",
                table: "CaseRow");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_CaseNumber_InstanceId_Key",
                table: "TaskRow",
                columns: new[] { "CaseNumber", "InstanceId", "Key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TaskRow_CaseNumber_InstanceId_Key",
                table: "TaskRow");

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow",
                column: "TaskId",
                filter: "\"TaskId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_CaseNumber",
                table: "TaskRow",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_InstanceId_Key",
                table: "TaskRow",
                columns: new[] { "InstanceId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseRow_StreetId_Kind_OpenedAt",
                table: "CaseRow",
                columns: new[] { "StreetId", "Kind", "OpenedAt" });
        }
    }
}
