using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126092319_MonthlyLedgers")]
    public partial class MonthlyLedgers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LedgerCorrection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false),
                    HazardNumber = table.Column<string>(type: "text", nullable: false),
                    Column = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Before = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerCorrection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerMonth",
                columns: table => new
                {
                    CaseNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityName = table.Column<string>(type: "text", nullable: false),
                    Month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    FirstFiledAt = table.Column<long>(type: "bigint", nullable: true),
                    FiledAt = table.Column<long>(type: "bigint", nullable: true),
                    FiledByName = table.Column<string>(type: "text", nullable: true),
                    FirstConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "text", nullable: true),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReceivedByName = table.Column<string>(type: "text", nullable: true),
                    Returns = table.Column<int>(type: "integer", nullable: false),
                    ReturnReason = table.Column<string>(type: "text", nullable: true),
                    ReturnedByName = table.Column<string>(type: "text", nullable: true),
                    ReturnedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerMonth", x => x.CaseNumber);
                });

            migrationBuilder.CreateTable(
                name: "LedgerRow",
                columns: table => new
                {
                    CaseNumber = table.Column<string>(type: "text", nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    Line = table.Column<int>(type: "integer", nullable: false),
                    HazardNumber = table.Column<string>(type: "text", nullable: false),
                    IsCarriedOver = table.Column<bool>(type: "boolean", nullable: false),
                    LeftOut = table.Column<string>(type: "text", nullable: true),
                    Cells = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerRow", x => new { x.CaseNumber, x.Edition, x.Line });
                });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerCorrection_CaseNumber_Number",
                table: "LedgerCorrection",
                columns: new[] { "CaseNumber", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerMonth_CommunityId_Month",
                table: "LedgerMonth",
                columns: new[] { "CommunityId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerMonth_StreetId_Month",
                table: "LedgerMonth",
                columns: new[] { "StreetId", "Month" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LedgerCorrection");

            migrationBuilder.DropTable(
                name: "LedgerMonth");

            migrationBuilder.DropTable(
                name: "LedgerRow");
        }
    }
}
