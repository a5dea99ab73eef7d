using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126130305_BoardsReadIndicesOnly")]
    public partial class BoardsReadIndicesOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Open",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow",
                columns: new[] { "StreetId", "CommunityId", "DueAt", "ProcessKey", "ElementId", "CandidateKey", "State" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Open",
                table: "Hazard",
                columns: new[] { "StreetId", "CommunityId", "DeadlineAt", "DeadlineMetAt", "Level", "RegisteredAt", "EndedAt" },
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Open",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow",
                columns: new[] { "StreetId", "CommunityId", "DueAt", "ProcessKey", "ElementId", "CandidateKey" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Open",
                table: "Hazard",
                columns: new[] { "StreetId", "CommunityId", "DeadlineAt", "DeadlineMetAt", "Level", "RegisteredAt" },
                filter: "\"EndedAt\" IS NULL");
        }
    }
}
