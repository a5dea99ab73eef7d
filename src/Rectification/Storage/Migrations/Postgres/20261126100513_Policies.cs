using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126100513_Policies")]
    public partial class Policies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PolicyDocument",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    AttachedAt = table.Column<long>(type: "bigint", nullable: false),
                    AttachedByName = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyDocument", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicySentence",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ClauseCode = table.Column<string>(type: "text", nullable: true),
                    IsBeside = table.Column<bool>(type: "boolean", nullable: false),
                    TiedByName = table.Column<string>(type: "text", nullable: true),
                    TiedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicySentence", x => new { x.DocumentId, x.Number });
                    table.ForeignKey(
                        name: "FK_PolicySentence_PolicyDocument_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "PolicyDocument",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyDocument_StreetId_AttachedAt",
                table: "PolicyDocument",
                columns: new[] { "StreetId", "AttachedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicySentence");

            migrationBuilder.DropTable(
                name: "PolicyDocument");
        }
    }
}
