using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rectification.Storage;

/// <summary>Which tables hold rows that <see cref="ReferenceCache"/> may keep between commands. Not part of the model that migrations see.</summary>
public static class ReferenceData
{
    private static readonly ConcurrentDictionary<Type, string[]> Tables = new();

    /// <param name="columns">Only changes of these count; of any when none is named.</param>
    public static EntityTypeBuilder<T> IsReference<T>(this EntityTypeBuilder<T> table, params string[] columns) where T : class
    {
        Tables[typeof(T)] = columns;
        return table;
    }

    internal static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && Tables.TryGetValue(entry.Metadata.ClrType, out var columns)
        && (entry.State != EntityState.Modified || columns.Length == 0 || columns.Any(column => entry.Property(column).IsModified));
}
