namespace Rectification.Storage;

/// <summary>Says that a host works on a SQLite file, so that nobody replaces it underneath. The system lets go when the process ends, however it ends.</summary>
public sealed class HostLock(DatabaseSettings settings) : IDisposable
{
    private FileStream? held;

    /// <summary>Any number of hosts may share it.</summary>
    public void Share()
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
            held ??= Open(FileAccess.Read, FileShare.Read);
    }

    /// <summary>Null when a host holds it.</summary>
    public static IDisposable? TakeAlone(DatabaseSettings settings)
    {
        try
        {
            return new HostLock(settings).Open(FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => held?.Dispose();

    private FileStream Open(FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(settings.Path)!);
        return new FileStream($"{settings.Path}.host", FileMode.OpenOrCreate, access, share);
    }
}
