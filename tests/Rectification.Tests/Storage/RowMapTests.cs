using System.Numerics;
using Rectification.Notifications;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Storage;

/// <summary>Which statement a change is written by.</summary>
public sealed class RowMapTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Changes_of_nearly_the_same_columns_share_a_statement_where_many_rows_go_together(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var map = await given.Read(db => Task.FromResult(RowMap<CaseRow>.Of(db, database)));
        var before = Case();
        var counted = map.Changes(Case(row => (row.JournalCount, row.JournalHash) = (1, "h")), before);
        var closed = map.Changes(Case(row => (row.JournalCount, row.JournalHash, row.ClosedAt) = (1, "h", given.Now)), before);
        Assert.NotEqual(counted, closed);
        _ = map.Update(map.Widened(counted));
        _ = map.Update(map.Widened(closed));
        var widened = map.Widened(counted);
        Assert.Equal(0UL, counted & ~widened);
        // Only where a statement takes many rows is anything gained by it.
        Assert.InRange(BitOperations.PopCount(widened) - BitOperations.PopCount(counted), database == DatabaseProvider.Postgres ? 1 : 0, database == DatabaseProvider.Postgres ? 2 : 0);

        // Far more than what changed is not written.
        var everything = counted | closed | (closed << 1) | (closed << 2) | (closed << 3);
        _ = map.Update(everything);
        Assert.NotEqual(everything, map.Widened(counted));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Without_a_version_nothing_is_written_that_did_not_change(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var map = await given.Read(db => Task.FromResult(RowMap<OutboxMessage>.Of(db, database)));
        const ulong Less = 0b0100, More = 0b1100;
        _ = map.Update(More);
        Assert.Equal(Less, map.Widened(Less));
    }

    private static CaseRow Case(Action<CaseRow>? change = null)
    {
        var row = new CaseRow
        {
            CaseNumber = "LC-1", Kind = default, Title = "", ProcessKey = "p", PremisesName = "", Level = "", StreetId = Guid.Empty, OpenedAt = Given.Start,
        };
        change?.Invoke(row);
        return row;
    }
}
