using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rectification.Storage;

/// <summary>Copies the whole database out and in again. SQLite by itself, PostgreSQL by its own tools.</summary>
public static class Backup
{
    /// <returns>Null when done; otherwise why not, for the console.</returns>
    public static async Task<string?> Write(DatabaseSettings settings, string file, CancellationToken ct)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
            return $"{file} 已存在，请换一个文件名";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (settings.Provider == DatabaseProvider.Postgres)
            return await RunTool("pg_dump", settings, ["--format=custom", $"--file={file}"], ct);
        if (!File.Exists(settings.Path))
            return $"没有数据库文件 {settings.Path}";
        // Beside it first: a half-written file never carries the name asked for.
        var part = file + ".part";
        File.Delete(part);
        await using (var connection = new SqliteConnection($"Data Source={settings.Path};Mode=ReadWrite;Pooling=False;Default Timeout=60"))
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "vacuum into $file";
            command.Parameters.AddWithValue("$file", part);
            await command.ExecuteNonQueryAsync(ct);
        }
        File.Move(part, file);
        return null;
    }

    /// <returns>Null when done; otherwise why not, for the console.</returns>
    public static async Task<string?> Read(DatabaseSettings settings, string file, CancellationToken ct)
    {
        file = Path.GetFullPath(file);
        if (!File.Exists(file))
            return $"没有备份文件 {file}";
        if (settings.Provider == DatabaseProvider.Postgres)
            return await OthersOnPostgres(settings, ct)
                ? "有程序正连接着这个数据库，请先停止所有主机再恢复"
                : await RunTool("pg_restore", settings, ["--clean", "--if-exists", "--single-transaction", "--no-owner", file], ct);
        using var alone = HostLock.TakeAlone(settings);
        if (alone is null)
            return $"有主机正在使用 {settings.Path}，请先停止它再恢复";
        if (await Fault(file, ct) is { } fault)
            return fault;
        var part = settings.Path + ".part";
        File.Copy(file, part, overwrite: true);
        File.Delete(settings.Path + "-wal");
        File.Delete(settings.Path + "-shm");
        File.Move(part, settings.Path, overwrite: true);
        return null;
    }

    private static async Task<string?> Fault(string file, CancellationToken ct)
    {
        try
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "select (select integrity_check from pragma_integrity_check limit 1) || ':' || (select count(*) from sqlite_master where name = 'CaseRow')";
            return await command.ExecuteScalarAsync(ct) as string == "ok:1" ? null : $"{file} 不是完好的本系统备份";
        }
        catch (SqliteException)
        {
            return $"{file} 不是完好的本系统备份";
        }
    }

    private static async Task<bool> OthersOnPostgres(DatabaseSettings settings, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    private static async Task<string?> RunTool(string tool, DatabaseSettings settings, string[] arguments, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        var start = new ProcessStartInfo(tool) { RedirectStandardError = true };
        foreach (var argument in (string[])[$"--host={target.Host}", $"--port={target.Port}", $"--username={target.Username}", $"--dbname={target.Database}", .. arguments])
            start.ArgumentList.Add(argument);
        if (target.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password;
        try
        {
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? null : $"{tool} 失败：{errors.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"本机没有 {tool}，请安装 PostgreSQL 客户端工具";
        }
    }
}
