using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126155009_OpenHazardsByCommunity")]
    public partial class OpenHazardsByCommunity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "CommunityId", "DeadlineAt", "State", "Level", "DeadlineMetAt", "RegisteredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_ByEnd",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt", "State", "CommunityId", "Level", "DeadlineMetAt", "RegisteredAt" });
        }
    }
}
