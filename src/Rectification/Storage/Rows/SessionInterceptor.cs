using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rectification.Storage;

/// <summary>
/// Lets entity queries and changes of a running command see its transaction: they run on the session's connection, after the rows they ask for are written,
/// and what they find of the shell's rows is the very object that the session keeps.
/// </summary>
internal sealed class SessionInterceptor : DbCommandInterceptor, IDbConnectionInterceptor, IMaterializationInterceptor
{
    public InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        SessionOf(eventData) is { } session ? InterceptionResult<DbConnection>.SuppressWithResult(session.Transport.ForEntities) : result;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Prepare(command, eventData);
        return result;
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Prepare(command, eventData);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Prepare(command, eventData);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Prepare(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await Prepare(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await Prepare(command, eventData, cancellationToken);
        return result;
    }

    public InterceptionResult<object> CreatingInstance(MaterializationInterceptionData materializationData, InterceptionResult<object> result) =>
        SetOf(materializationData)?.Known(materializationData) is { } known ? InterceptionResult<object>.SuppressWithResult(known) : result;

    public InterceptionResult InitializingInstance(MaterializationInterceptionData materializationData, object entity, InterceptionResult result) =>
        ReferenceEquals(SetOf(materializationData)?.Known(materializationData), entity) ? InterceptionResult.Suppress() : result;

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        SetOf(materializationData)?.Learn(entity);
        return entity;
    }

    private static async ValueTask Prepare(DbCommand command, CommandEventData eventData, CancellationToken ct)
    {
        if (SessionOf(eventData) is not { } session)
            return;
        await session.Prepare(command.CommandText, ct);
        session.Transport.Bind(command);
    }

    private static void Prepare(DbCommand command, CommandEventData eventData)
    {
        var preparing = Prepare(command, eventData, CancellationToken.None);
        if (!preparing.IsCompletedSuccessfully)
            preparing.AsTask().GetAwaiter().GetResult();
    }

    private static Session? SessionOf(DbContextEventData eventData) => SessionOf(eventData.Context);

    private static Session? SessionOf(Microsoft.EntityFrameworkCore.DbContext? context) =>
        context is RectificationDb { Session: { IsRunning: true } session } ? session : null;

    private static RowSet? SetOf(MaterializationInterceptionData data) => SessionOf(data.Context)?.KeptOf(data.EntityType.ClrType);
}
