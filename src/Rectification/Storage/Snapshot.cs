using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rectification.Storage;

/// <summary>All reads of a scope see the database as it was at one moment, and nobody who writes has to wait.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private readonly (RectificationDb Db, DbTransaction Transaction)? own;

    private Snapshot(IDbContextTransaction transaction, (RectificationDb, DbTransaction)? own) => (this.transaction, this.own) = (transaction, own);

    public static async Task<Snapshot> Begin(RectificationDb db, DatabaseSettings settings, CancellationToken ct)
    {
        if (settings.Provider == DatabaseProvider.Postgres)
            return new(await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct), null);
        // EF begins immediate transactions here, which would keep writers out.
        await db.Database.OpenConnectionAsync(ct);
        var deferred = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new((await db.Database.UseTransactionAsync(deferred, ct))!, (db, deferred));
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        if (own is not { } opened)
            return;
        await opened.Transaction.DisposeAsync();
        await opened.Db.Database.CloseConnectionAsync();
    }
}
