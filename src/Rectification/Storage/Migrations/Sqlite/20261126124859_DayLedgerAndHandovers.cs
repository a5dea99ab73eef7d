using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126124859_DayLedgerAndHandovers")]
    public partial class DayLedgerAndHandovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Told",
                table: "InspectionDuty",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Nobody");

            migrationBuilder.CreateTable(
                name: "PoliceHandover",
                columns: table => new
                {
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    HazardNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    StreetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PremisesName = table.Column<string>(type: "TEXT", nullable: false),
                    Crime = table.Column<string>(type: "TEXT", nullable: false),
                    LetterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LetterNumber = table.Column<string>(type: "TEXT", nullable: false),
                    HandedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HandedBy = table.Column<string>(type: "TEXT", nullable: false),
                    IsReceived = table.Column<bool>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReceiptNumber = table.Column<string>(type: "TEXT", nullable: true),
                    DeclinedReason = table.Column<string>(type: "TEXT", nullable: true),
                    IsFiled = table.Column<bool>(type: "INTEGER", nullable: true),
                    ResultAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResultBy = table.Column<string>(type: "TEXT", nullable: true),
                    ResultDocument = table.Column<string>(type: "TEXT", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
