using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Storage;

public sealed class TextTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_character_that_no_database_takes_is_dropped_and_the_journal_still_proves_itself(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Within(async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            var @case = new CaseRow { CaseNumber = "LC-2026-000001", Kind = CaseKind.Other, Title = "通道\0堵塞", ProcessKey = "none", StreetId = Guid.NewGuid(), OpenedAt = given.Now };
            db.Cases.Add(@case);
            scope.GetRequiredService<Journal>().Add(@case, "try", "通道\0堵塞", data: new { text = "\0" });
            return await Task.FromResult(0);
        });
        Assert.Equal("通道堵塞", await given.Read(db => db.Cases.Select(row => row.Title).SingleAsync()));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }
}
