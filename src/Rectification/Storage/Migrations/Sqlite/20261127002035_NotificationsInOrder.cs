using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDb))]
    [Migration("20261127002035_NotificationsInOrder")]
    public partial class NotificationsInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Ids told when a line was delivered; from here on they begin with its time: the milliseconds since 1970, of the ticks that are kept.
            migrationBuilder.Sql("""
                update "Notification" set "Id" = substr(printf('%012X', "At" / 10000 - 62135596800000), 1, 8) || '-' || substr(printf('%012X', "At" / 10000 - 62135596800000), 9) || substr("Id", 14) where "At" > 621355968000000000
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The order that they have is none that anybody relies on.
        }
    }
}
