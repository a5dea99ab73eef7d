using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126133133_BoardsCountFromIndices")]
    public partial class BoardsCountFromIndices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt_State_CommunityId",
                table: "Hazard");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Open",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt", "State", "CommunityId", "Level", "DeadlineMetAt", "RegisteredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt_State_CommunityId",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt", "State", "CommunityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Open",
                table: "Hazard",
                columns: new[] { "StreetId", "CommunityId", "DeadlineAt", "DeadlineMetAt", "Level", "RegisteredAt", "EndedAt" },
                filter: "\"EndedAt\" IS NULL");
        }
    }
}
