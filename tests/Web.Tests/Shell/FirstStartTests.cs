using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Rectification.Web.Tests.Shell;

/// <summary>A database that is not there yet is made by a process of its own; the host then finds it as it finds any other.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rectification-first-");

    private string Database => Path.Combine(folder.FullName, "rectification.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Prepare_makes_the_street_and_its_cases_and_ends()
    {
        Assert.Equal(0, await Program("prepare"));
        var (open, versions) = (Count("TaskRow where \"State\" = 'Open'"), Count("DefinitionRow"));
        Assert.True(open > 0 && versions > 0);

        // Again there is nothing left to do.
        Assert.Equal(0, await Program("prepare"));
        Assert.Equal((open, versions), (Count("TaskRow where \"State\" = 'Open'"), Count("DefinitionRow")));
        Assert.Equal(0, await Program("verify"));
    }

    [Fact]
    public async Task A_first_start_serves_what_the_other_process_made_and_tells_the_set_up_link_once()
    {
        using var host = await KilledHost.OnFile(Database, "--Demo=false");
        Assert.Single(host.Log.Split('\n'), line => line.Contains("安装链接", StringComparison.Ordinal));
        Assert.Equal(0, Count("TaskRow"));
        Assert.True(Count("DefinitionRow") > 0);
    }

    [Fact]
    public async Task What_the_other_process_could_not_make_is_told_by_the_host_itself()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "file"), "");
        using var refused = Start("--Database:Path=" + Path.Combine(folder.FullName, "file", "rectification.db"));
        var said = await refused.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await refused.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.NotEmpty(said);
    }

    private async Task<int> Program(string command)
    {
        using var process = Start(command, $"--Database:Path={Database}");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in (string[])[KilledHost.Program, .. arguments, "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {table}";
        return (long)command.ExecuteScalar()!;
    }
}
