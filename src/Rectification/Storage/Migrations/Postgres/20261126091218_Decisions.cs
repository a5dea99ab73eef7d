using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126091218_Decisions")]
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BoundDecisions",
                table: "DefinitionRow",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DecisionModelRow",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Namespace = table.Column<string>(type: "text", nullable: false),
                    Xml = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    Imports = table.Column<string>(type: "text", nullable: false),
                    HasTags = table.Column<bool>(type: "boolean", nullable: false),
                    DeployedAt = table.Column<long>(type: "bigint", nullable: false),
                    DeployedBy = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionModelRow", x => new { x.Key, x.Version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DecisionModelRow");

            migrationBuilder.DropColumn(
                name: "BoundDecisions",
                table: "DefinitionRow");
        }
    }
}
