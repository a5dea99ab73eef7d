using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126095947_StartsAndBindings")]
    public partial class StartsAndBindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ProcessKey",
                table: "TimerRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VersionTag",
                table: "FormRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BoundForms",
                table: "DefinitionRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BoundProcesses",
                table: "DefinitionRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VersionTag",
                table: "DefinitionRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_ProcessKey_ElementId_StreetId",
                table: "TimerRow",
                columns: new[] { "ProcessKey", "ElementId", "StreetId" },
                unique: true,
                filter: "\"ProcessKey\" is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TimerRow_ProcessKey_ElementId_StreetId",
                table: "TimerRow");

            migrationBuilder.DropColumn(
                name: "ProcessKey",
                table: "TimerRow");

            migrationBuilder.DropColumn(
                name: "VersionTag",
                table: "FormRow");

            migrationBuilder.DropColumn(
                name: "BoundForms",
                table: "DefinitionRow");

            migrationBuilder.DropColumn(
                name: "BoundProcesses",
                table: "DefinitionRow");

            migrationBuilder.DropColumn(
                name: "VersionTag",
                table: "DefinitionRow");
        }
    }
}
