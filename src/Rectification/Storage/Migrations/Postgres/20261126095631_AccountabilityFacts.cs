using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126095631_AccountabilityFacts")]
    public partial class AccountabilityFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "HandOns",
                table: "TaskRow",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "Measure",
                table: "AccountabilityCase",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClimbClockAt",
                table: "AccountabilityCase",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DecidedAt",
                table: "AccountabilityCase",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DecidedByName",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Feedback",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Follows",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ListedUntil",
                table: "AccountabilityCase",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OpenedByName",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OutageId",
                table: "AccountabilityCase",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Proposed",
                table: "AccountabilityCase",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ProposedWhy",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Requirements",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Result",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SubjectUser",
                table: "AccountabilityCase",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VanishedAt",
                table: "AccountabilityCase",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Accident",
                columns: table => new
                {
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesName = table.Column<string>(type: "text", nullable: false),
                    HappenedAt = table.Column<long>(type: "bigint", nullable: false),
                    Facts = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Deaths = table.Column<int>(type: "integer", nullable: false),
                    Injured = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    RecordedBy = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accident", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "AccountabilityFact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Trigger = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    SubjectId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Occurrence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Element = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    FoundAt = table.Column<long>(type: "bigint", nullable: false),
                    SinceAt = table.Column<long>(type: "bigint", nullable: true),
                    ByName = table.Column<string>(type: "text", nullable: true),
                    Proof = table.Column<string>(type: "text", nullable: false),
                    GoneAt = table.Column<long>(type: "bigint", nullable: true),
                    GoneReason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountabilityFact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HostBeatRow",
                columns: table => new
                {
                    Host = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    BeatAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HostBeatRow", x => x.Host);
                });

            migrationBuilder.CreateTable(
                name: "InspectionDuty",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    GridId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesName = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    AssigneeId = table.Column<Guid>(type: "uuid", nullable: false),
                    AssigneeName = table.Column<string>(type: "text", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    DoneByName = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InspectionDuty", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutageRow",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    To = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutageRow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Resumption",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HazardNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesName = table.Column<string>(type: "text", nullable: false),
                    AgreedAt = table.Column<long>(type: "bigint", nullable: false),
                    AgreedBy = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resumption", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SupervisionFinding",
                columns: table => new
                {
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommunityId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesId = table.Column<Guid>(type: "uuid", nullable: true),
                    PremisesName = table.Column<string>(type: "text", nullable: false),
                    HazardNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Facts = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    FoundAt = table.Column<long>(type: "bigint", nullable: false),
                    FoundBy = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupervisionFinding", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_State_ElementId_CreatedAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "State", "ElementId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InspectionLine_CommunityId_Day",
                table: "InspectionLine",
                columns: new[] { "CommunityId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt",
                table: "Hazard",
                columns: new[] { "StreetId", "EndedAt", "DeadlineAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountabilityCase_StreetId_State_ClimbClockAt",
                table: "AccountabilityCase",
                columns: new[] { "StreetId", "State", "ClimbClockAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Accident_StreetId_HappenedAt",
                table: "Accident",
                columns: new[] { "StreetId", "HappenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountabilityFact_CaseNumber_Occurrence",
                table: "AccountabilityFact",
                columns: new[] { "CaseNumber", "Occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountabilityFact_StreetId_Trigger_Source_FoundAt",
                table: "AccountabilityFact",
                columns: new[] { "StreetId", "Trigger", "Source", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InspectionDuty_CommunityId_DueOn",
                table: "InspectionDuty",
                columns: new[] { "CommunityId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_InspectionDuty_PremisesId_DueOn",
                table: "InspectionDuty",
                columns: new[] { "PremisesId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_InspectionDuty_StreetId_DueOn",
                table: "InspectionDuty",
                columns: new[] { "StreetId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_OutageRow_To",
                table: "OutageRow",
                column: "To");

            migrationBuilder.CreateIndex(
                name: "IX_Resumption_HazardNumber",
                table: "Resumption",
                column: "HazardNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Resumption_StreetId_AgreedAt",
                table: "Resumption",
                columns: new[] { "StreetId", "AgreedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionFinding_StreetId_FoundAt",
                table: "SupervisionFinding",
                columns: new[] { "StreetId", "FoundAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Accident");

            migrationBuilder.DropTable(
                name: "AccountabilityFact");

            migrationBuilder.DropTable(
                name: "HostBeatRow");

            migrationBuilder.DropTable(
                name: "InspectionDuty");

            migrationBuilder.DropTable(
                name: "OutageRow");

            migrationBuilder.DropTable(
                name: "Resumption");

            migrationBuilder.DropTable(
                name: "SupervisionFinding");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_State_ElementId_CreatedAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_InspectionLine_CommunityId_Day",
                table: "InspectionLine");

            migrationBuilder.DropIndex(
                name: "IX_Hazard_StreetId_EndedAt_DeadlineAt",
                table: "Hazard");

            migrationBuilder.DropIndex(
                name: "IX_AccountabilityCase_StreetId_State_ClimbClockAt",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "HandOns",
                table: "TaskRow");

            migrationBuilder.DropColumn(
                name: "ClimbClockAt",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "DecidedAt",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "DecidedByName",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Document",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Feedback",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Follows",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "ListedUntil",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "OpenedByName",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "OutageId",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Proposed",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "ProposedWhy",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Requirements",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "Result",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "SubjectUser",
                table: "AccountabilityCase");

            migrationBuilder.DropColumn(
                name: "VanishedAt",
                table: "AccountabilityCase");

            migrationBuilder.AlterColumn<string>(
                name: "Measure",
                table: "AccountabilityCase",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldNullable: true);
        }
    }
}
