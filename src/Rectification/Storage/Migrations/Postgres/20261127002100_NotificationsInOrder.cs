using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rectification.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261127002100_NotificationsInOrder")]
    public partial class NotificationsInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Ids told when a line was delivered; from here on they begin with its time: the milliseconds since 1970, of the ticks that are kept.
            migrationBuilder.Sql("""
                update "Notification" set "Id" = (left(lpad(to_hex("At" / 10000 - 62135596800000), 12, '0'), 8) || '-' || right(lpad(to_hex("At" / 10000 - 62135596800000), 12, '0'), 4) || substr("Id"::text, 14))::uuid where "At" > 621355968000000000
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The order that they have is none that anybody relies on.
        }
    }
}
