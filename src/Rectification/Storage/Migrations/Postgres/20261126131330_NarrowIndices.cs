using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261126131330_NarrowIndices")]
    public partial class NarrowIndices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TimerRow_CaseNumber",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_AssigneeId_State_DueAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_CandidateKey_State_AssigneeId_DueAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_DoneById_State_DoneAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_State_ElementId_CreatedAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMessage_SentAt_NotBefore",
                table: "OutboxMessage");

            migrationBuilder.DropIndex(
                name: "IX_InstanceRow_ParentId",
                table: "InstanceRow");

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow",
                column: "TaskId",
                filter: "\"TaskId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Timers_Alone",
                table: "TimerRow",
                column: "DueAt",
                filter: "(\"Kind\" not in ('Token', 'TaskDue') or \"Attempts\" > 0)");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_AssigneeId_DueAt_Id",
                table: "TaskRow",
                columns: new[] { "AssigneeId", "DueAt", "Id" },
                filter: "\"State\" = 'Open' AND \"AssigneeId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_CandidateKey_AssigneeId_DueAt_Id",
                table: "TaskRow",
                columns: new[] { "CandidateKey", "AssigneeId", "DueAt", "Id" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_DoneById_State_DoneAt_Id",
                table: "TaskRow",
                columns: new[] { "DoneById", "State", "DoneAt", "Id" },
                filter: "\"DoneById\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "DueAt" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_ElementId_CreatedAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "ElementId", "CreatedAt" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_NotBefore_Id",
                table: "OutboxMessage",
                columns: new[] { "NotBefore", "Id" },
                filter: "\"SentAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Unread",
                table: "Notification",
                column: "UserId",
                filter: "\"ReadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InstanceRow_ParentId",
                table: "InstanceRow",
                column: "ParentId",
                filter: "\"ParentId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_Timers_Alone",
                table: "TimerRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_AssigneeId_DueAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_CandidateKey_AssigneeId_DueAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_DoneById_State_DoneAt_Id",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_TaskRow_StreetId_ElementId_CreatedAt",
                table: "TaskRow");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMessage_NotBefore_Id",
                table: "OutboxMessage");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_Unread",
                table: "Notification");

            migrationBuilder.DropIndex(
                name: "IX_InstanceRow_ParentId",
                table: "InstanceRow");

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_CaseNumber",
                table: "TimerRow",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_TimerRow_TaskId",
                table: "TimerRow",
                column: "TaskId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_AssigneeId_State_DueAt_Id",
                table: "TaskRow",
                columns: new[] { "AssigneeId", "State", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_CandidateKey_State_AssigneeId_DueAt_Id",
                table: "TaskRow",
                columns: new[] { "CandidateKey", "State", "AssigneeId", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_DoneById_State_DoneAt_Id",
                table: "TaskRow",
                columns: new[] { "DoneById", "State", "DoneAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_DueAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskRow_StreetId_State_ElementId_CreatedAt",
                table: "TaskRow",
                columns: new[] { "StreetId", "State", "ElementId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_SentAt_NotBefore",
                table: "OutboxMessage",
                columns: new[] { "SentAt", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_InstanceRow_ParentId",
                table: "InstanceRow",
                column: "ParentId");
        }
    }
}
