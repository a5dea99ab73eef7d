using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126160648_CaseOfInstance")]
    public partial class CaseOfInstance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_CaseRow_InstanceId",
                table: "CaseRow",
                column: "InstanceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseRow_InstanceId",
                table: "CaseRow");
        }
    }
}
