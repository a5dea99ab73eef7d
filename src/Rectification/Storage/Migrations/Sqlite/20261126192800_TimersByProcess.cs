using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261126192800_TimersByProcess")]
    public partial class TimersByProcess : Migration
    {
        private static readonly string[] Timer =
        [
            "\"Kind\" TEXT NOT NULL", "\"Key\" INTEGER NOT NULL", "\"TaskId\" TEXT NULL", "\"ProcessKey\" TEXT NULL", "\"ElementId\" TEXT NOT NULL", "\"CaseNumber\" TEXT NOT NULL",
            "\"StreetId\" TEXT NOT NULL", "\"DueAt\" INTEGER NOT NULL", "\"Stage\" INTEGER NOT NULL", "\"LeasedUntil\" INTEGER NULL", "\"LeasedBy\" TEXT NULL", "\"Attempts\" INTEGER NOT NULL",
        ];

        private static readonly string[] TimerIndices =
        [
            "CREATE INDEX \"IX_TimerRow_DueAt_Id\" ON \"TimerRow\" (\"DueAt\", \"Id\")",
            "CREATE INDEX \"IX_Timers_Alone\" ON \"TimerRow\" (\"DueAt\") WHERE (\"Kind\" not in ('Token', 'TaskDue') or \"Attempts\" > 0)",
            "CREATE UNIQUE INDEX \"IX_TimerRow_ProcessKey_ElementId_StreetId\" ON \"TimerRow\" (\"ProcessKey\", \"ElementId\", \"StreetId\") WHERE \"ProcessKey\" is not null",
        ];

        private static readonly string[] Subscription =
        [
            "\"Key\" INTEGER NOT NULL", "\"ElementId\" TEXT NOT NULL", "\"MessageName\" TEXT NOT NULL", "\"CorrelationKey\" TEXT NOT NULL",
        ];

        private const string ByMessage = "CREATE INDEX \"IX_SubscriptionRow_MessageName_CorrelationKey\" ON \"SubscriptionRow\" (\"MessageName\", \"CorrelationKey\")";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Rebuild("TimerRow", [.. ByProcess(Timer, "TimerRow")], " WITHOUT ROWID", TimerIndices);
            migrationBuilder.Rebuild("SubscriptionRow", [.. ByProcess(Subscription, "SubscriptionRow")], " WITHOUT ROWID", ByMessage);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Rebuild("TimerRow", [.. ById(Timer, "TimerRow")], " WITHOUT ROWID",
                [.. TimerIndices, "CREATE INDEX \"IX_TimerRow_InstanceId_Key\" ON \"TimerRow\" (\"InstanceId\", \"Key\")"]);
            migrationBuilder.Rebuild("SubscriptionRow", [.. ById(Subscription, "SubscriptionRow")], " WITHOUT ROWID",
                ByMessage, "CREATE INDEX \"IX_SubscriptionRow_InstanceId_Key\" ON \"SubscriptionRow\" (\"InstanceId\", \"Key\")");
        }

        private static IEnumerable<string> ByProcess(string[] columns, string table) =>
            ["\"InstanceId\" TEXT NOT NULL", "\"Id\" TEXT NOT NULL", .. columns, $"CONSTRAINT \"PK_{table}\" PRIMARY KEY (\"InstanceId\", \"Id\")"];

        private static IEnumerable<string> ById(string[] columns, string table) =>
            [$"\"Id\" TEXT NOT NULL CONSTRAINT \"PK_{table}\" PRIMARY KEY", "\"InstanceId\" TEXT NOT NULL", .. columns];
    }
}
