using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126115556_BoardCounts")]
    public partial class BoardCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow",
                columns: new[] { "StreetId", "CommunityId", "DueAt", "ProcessKey", "ElementId", "CandidateKey" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Site_StreetId_CommunityId_CreatedAt",
                table: "Site",
                columns: new[] { "StreetId", "CommunityId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InspectionLine_StreetId_Day_CommunityId_PremisesId",
                table: "InspectionLine",
                columns: new[] { "StreetId", "Day", "CommunityId", "PremisesId" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt_State_CommunityId",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt", "State", "CommunityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazard_StreetId_RegisteredAt_CommunityId_Level",
                table: "Hazard",
                columns: new[] { "StreetId", "RegisteredAt", "CommunityId", "Level" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Open",
                table: "Hazard",
                columns: new[] { "StreetId", "CommunityId", "DeadlineAt", "DeadlineMetAt", "Level", "RegisteredAt" },
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_Open",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_Site_StreetId_CommunityId_CreatedAt",
                table: "Site");

            migrationBuilder.DropIndex(
                name: "IX_InspectionLine_StreetId_Day_CommunityId_PremisesId",
                table: "InspectionLine");

            migrationBuilder.DropIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt_State_CommunityId",
                table: "Hazard");

            migrationBuilder.DropIndex(
                name: "IX_Hazard_StreetId_RegisteredAt_CommunityId_Level",
                table: "Hazard");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Open",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt" });
        }
    }
}
