using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Rectification.Storage;

/// <summary>Tells the failures that go away when a command simply runs again on fresh data.</summary>
internal static class Conflict
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteConstraint = 19, SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// <summary>Somebody else wrote the same rows first, or the database was busy.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException or StaleRowException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } => true,
        _ when IsDuplicate(exception) => true,
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    /// <summary>A unique key was taken between reading and writing; a second run sees it and decides anew.</summary>
    public static bool IsDuplicate(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        { InnerException: { } inner } => IsDuplicate(inner),
        _ => false,
    };
}
