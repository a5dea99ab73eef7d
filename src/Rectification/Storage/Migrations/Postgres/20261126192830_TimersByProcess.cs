using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126192830_TimersByProcess")]
    public partial class TimersByProcess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_TimerRow",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_TimerRow_InstanceId_Key",
                table: "TimerRow");

            migrationBuilder.AddPrimaryKey(
                name: "PK_TimerRow",
                table: "TimerRow",
                columns: new[] { "InstanceId", "Id" });

            migrationBuilder.DropPrimaryKey(
                name: "PK_SubscriptionRow",
                table: "SubscriptionRow");

            migrationBuilder.DropIndex(
                name: "IX_SubscriptionRow_InstanceId_Key",
                table: "SubscriptionRow");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SubscriptionRow",
                table: "SubscriptionRow",
                columns: new[] { "InstanceId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_TimerRow",
                table: "TimerRow");

            migrationBuilder.AddPrimaryKey(
                name: "PK_TimerRow",
                table: "TimerRow",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_InstanceId_Key",
                table: "TimerRow",
                columns: new[] { "InstanceId", "Key" });

            migrationBuilder.DropPrimaryKey(
                name: "PK_SubscriptionRow",
                table: "SubscriptionRow");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SubscriptionRow",
                table: "SubscriptionRow",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionRow_InstanceId_Key",
                table: "SubscriptionRow",
                columns: new[] { "InstanceId", "Key" });
        }
    }
}
