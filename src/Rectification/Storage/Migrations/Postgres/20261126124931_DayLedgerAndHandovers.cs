using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126124931_DayLedgerAndHandovers")]
    public partial class DayLedgerAndHandovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Told",
                table: "InspectionDuty",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Nobody");

            migrationBuilder.CreateTable(
                name: "PoliceHandover",
                columns: table => new
                {
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    HazardNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesName = table.Column<string>(type: "text", nullable: false),
                    Crime = table.Column<string>(type: "text", nullable: false),
                    LetterId = table.Column<Guid>(type: "uuid", nullable: false),
                    LetterNumber = table.Column<string>(type: "text", nullable: false),
                    HandedAt = table.Column<long>(type: "bigint", nullable: false),
                    HandedBy = table.Column<string>(type: "text", nullable: false),
                    IsReceived = table.Column<bool>(type: "boolean", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredBy = table.Column<string>(type: "text", nullable: true),
                    ReceiptNumber = table.Column<string>(type: "text", nullable: true),
                    DeclinedReason = table.Column<string>(type: "text", nullable: true),
                    IsFiled = table.Column<bool>(type: "boolean", nullable: true),
                    ResultAt = table.Column<long>(type: "bigint", nullable: true),
                    ResultBy = table.Column<string>(type: "text", nullable: true),
                    ResultDocument = table.Column<string>(type: "text", nullable: true),
                    Result = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoliceHandover", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PoliceHandover_HazardNumber",
                table: "PoliceHandover",
                column: "HazardNumber");

            migrationBuilder.CreateIndex(
                name: "IX_PoliceHandover_StreetId_Number",
                table: "PoliceHandover",
                columns: new[] { "StreetId", "Number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PoliceHandover");

            migrationBuilder.DropColumn(
                name: "Told",
                table: "InspectionDuty");
        }
    }
}
