using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <summary>Tables that commands write become one tree each. By hand and not by EF's rebuilding, which commits halfway through: all of it happens, or nothing.</summary>
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126185901_TablesWithoutRowIds")]
    public partial class TablesWithoutRowIds : Migration
    {
        private static readonly string[] Case =
        [
            "\"CaseNumber\" TEXT NOT NULL CONSTRAINT \"PK_CaseRow\" PRIMARY KEY", "\"Kind\" TEXT NOT NULL", "\"Title\" TEXT NOT NULL", "\"ProcessKey\" TEXT NOT NULL",
            "\"InstanceId\" TEXT NULL", "\"DefinitionVersion\" INTEGER NOT NULL", "\"PremisesName\" TEXT NOT NULL", "\"Level\" TEXT NOT NULL", "\"StreetId\" TEXT NOT NULL",
            "\"CommunityId\" TEXT NULL", "\"GridId\" TEXT NULL", "\"PremisesId\" TEXT NULL", "\"OpenedAt\" INTEGER NOT NULL", "\"ClosedAt\" INTEGER NULL",
            "\"JournalCount\" INTEGER NOT NULL", "\"JournalHash\" TEXT NOT NULL", "\"Version\" INTEGER NOT NULL",
        ];

        private static readonly string[] Exclusion =
        [
            "\"TaskId\" TEXT NOT NULL", "\"UserId\" TEXT NOT NULL", "\"Reason\" TEXT NOT NULL", "CONSTRAINT \"PK_TaskExclusion\" PRIMARY KEY (\"TaskId\", \"UserId\")",
        ];

        private static readonly string[] Timer =
        [
            "\"Id\" TEXT NOT NULL CONSTRAINT \"PK_TimerRow\" PRIMARY KEY", "\"Kind\" TEXT NOT NULL", "\"InstanceId\" TEXT NOT NULL", "\"Key\" INTEGER NOT NULL", "\"TaskId\" TEXT NULL",
            "\"ProcessKey\" TEXT NULL", "\"ElementId\" TEXT NOT NULL", "\"CaseNumber\" TEXT NOT NULL", "\"StreetId\" TEXT NOT NULL", "\"DueAt\" INTEGER NOT NULL",
            "\"Stage\" INTEGER NOT NULL", "\"LeasedUntil\" INTEGER NULL", "\"LeasedBy\" TEXT NULL", "\"Attempts\" INTEGER NOT NULL",
        ];

        private static readonly string[] Subscription =
        [
            "\"Id\" TEXT NOT NULL CONSTRAINT \"PK_SubscriptionRow\" PRIMARY KEY", "\"InstanceId\" TEXT NOT NULL", "\"Key\" INTEGER NOT NULL", "\"ElementId\" TEXT NOT NULL",
            "\"MessageName\" TEXT NOT NULL", "\"CorrelationKey\" TEXT NOT NULL",
        ];

        private static readonly string[] Message =
        [
            "\"Kind\" TEXT NOT NULL", "\"Payload\" TEXT NOT NULL", "\"StreetId\" TEXT NOT NULL", "\"CaseNumber\" TEXT NULL", "\"CreatedAt\" INTEGER NOT NULL", "\"NotBefore\" INTEGER NOT NULL",
            "\"Attempts\" INTEGER NOT NULL", "\"SentAt\" INTEGER NULL", "\"LastError\" TEXT NULL", "\"LeasedUntil\" INTEGER NULL",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Same(migrationBuilder, " WITHOUT ROWID");
            migrationBuilder.Rebuild("OutboxMessage", ["\"Key\" TEXT NOT NULL CONSTRAINT \"PK_OutboxMessage\" PRIMARY KEY", "\"Id\" TEXT NOT NULL", .. Message], " WITHOUT ROWID",
                "CREATE INDEX \"IX_OutboxMessage_NotBefore\" ON \"OutboxMessage\" (\"NotBefore\") WHERE \"SentAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            Same(migrationBuilder, "");
            migrationBuilder.Rebuild("OutboxMessage", ["\"Id\" TEXT NOT NULL CONSTRAINT \"PK_OutboxMessage\" PRIMARY KEY", "\"Key\" TEXT NOT NULL", .. Message], "",
                "CREATE UNIQUE INDEX \"IX_OutboxMessage_Key\" ON \"OutboxMessage\" (\"Key\")",
                "CREATE INDEX \"IX_OutboxMessage_NotBefore_Id\" ON \"OutboxMessage\" (\"NotBefore\", \"Id\") WHERE \"SentAt\" IS NULL");
        }

        private static void Same(MigrationBuilder migrationBuilder, string ending)
        {
            migrationBuilder.Rebuild("CaseRow", Case, ending,
                "CREATE INDEX \"IX_CaseRow_StreetId_Kind_OpenedAt\" ON \"CaseRow\" (\"StreetId\", \"Kind\", \"OpenedAt\")",
                "CREATE INDEX \"IX_CaseRow_InstanceId\" ON \"CaseRow\" (\"InstanceId\")");
            migrationBuilder.Rebuild("TaskExclusion", Exclusion, ending);
            migrationBuilder.Rebuild("TimerRow", Timer, ending,
                "CREATE INDEX \"IX_TimerRow_DueAt_Id\" ON \"TimerRow\" (\"DueAt\", \"Id\")",
                "CREATE INDEX \"IX_TimerRow_InstanceId_Key\" ON \"TimerRow\" (\"InstanceId\", \"Key\")",
                "CREATE INDEX \"IX_TimerRow_TaskId\" ON \"TimerRow\" (\"TaskId\") WHERE \"TaskId\" IS NOT NULL",
                "CREATE INDEX \"IX_Timers_Alone\" ON \"TimerRow\" (\"DueAt\") WHERE (\"Kind\" not in ('Token', 'TaskDue') or \"Attempts\" > 0)",
                "CREATE UNIQUE INDEX \"IX_TimerRow_ProcessKey_ElementId_StreetId\" ON \"TimerRow\" (\"ProcessKey\", \"ElementId\", \"StreetId\") WHERE \"ProcessKey\" is not null");
            migrationBuilder.Rebuild("SubscriptionRow", Subscription, ending,
                "CREATE INDEX \"IX_SubscriptionRow_InstanceId_Key\" ON \"SubscriptionRow\" (\"InstanceId\", \"Key\")",
                "CREATE INDEX \"IX_SubscriptionRow_MessageName_CorrelationKey\" ON \"SubscriptionRow\" (\"MessageName\", \"CorrelationKey\")");
        }
    }
}
