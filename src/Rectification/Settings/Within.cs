using Microsoft.EntityFrameworkCore.Storage;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>What a command has read of a street once stays the same for as long as its transaction lasts; outside one nothing is kept.</summary>
internal sealed class Within<T>(RectificationDb db) where T : class
{
    private IDbContextTransaction? transaction;
    private Guid streetId;
    private T? value;

    public T? Find(Guid street) =>
        value is not null && streetId == street && transaction is not null && ReferenceEquals(transaction, db.Database.CurrentTransaction) ? value : null;

    public T Keep(Guid street, T read)
    {
        (transaction, streetId, value) = (db.Database.CurrentTransaction, street, read);
        return read;
    }
}
