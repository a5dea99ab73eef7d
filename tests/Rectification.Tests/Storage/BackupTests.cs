using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Storage;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_taken_while_running_brings_the_state_of_that_moment_back()
    {
        await using var given = await Given.Street();
        var file = Path.Combine(Path.GetDirectoryName(given.Settings.Path)!, "backup.db");
        await given.Within(scope => scope.GetRequiredService<Numbers>().NextValue("kept", 1, CancellationToken.None));

        Assert.Null(await Backup.Write(given.Settings, file, CancellationToken.None));
        await given.Within(scope => scope.GetRequiredService<Numbers>().NextValue("kept", 1, CancellationToken.None));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Null(await Backup.Read(given.Settings, file, CancellationToken.None));

        Assert.Equal(1, await given.Read(db => db.Counters.Where(row => row.Name == "kept").Select(row => row.Value).SingleAsync()));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_host_nor_from_what_is_no_backup()
    {
        await using var given = await Given.Street();
        var file = Path.Combine(Path.GetDirectoryName(given.Settings.Path)!, "backup.db");
        await Backup.Write(given.Settings, file, CancellationToken.None);
        Assert.Contains("已存在", await Backup.Write(given.Settings, file, CancellationToken.None));
        using (var host = new HostLock(given.Settings))
        {
            host.Share();
            Assert.Contains("正在使用", await Backup.Read(given.Settings, file, CancellationToken.None));
        }
        await File.WriteAllTextAsync(file, "not a database");
        Assert.Contains("不是完好的", await Backup.Read(given.Settings, file, CancellationToken.None));
        Assert.Contains("没有备份文件", await Backup.Read(given.Settings, file + "x", CancellationToken.None));
    }
}
