using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Rectification.Storage;

/// <summary>
/// SQLite writes each frame of its write-ahead log in two pieces, so an ordinary commit is forty small writes. This file system of SQLite's, for the connection that writes,
/// hands them on as one. All else is the file system beneath: it opens the files and they stay its own, only their tables of methods are exchanged for copies
/// in which a few lead here. So whoever opens the same database through the one beneath shares locks and log with it.
/// </summary>
internal static unsafe class GatheringVfs
{
    private static readonly Lazy<string?> name = new(() => Register("gathering", beneath: null) ? "gathering" : null);

    /// <summary>For a connection string. Null where it can't be had: then SQLite's default does the same with more writes.</summary>
    public static string? Name => name.Value;

    /// <summary>Registers one for the rest of the process.</summary>
    /// <param name="beneath">Null: SQLite's default.</param>
    public static bool Register(string name, string? beneath)
    {
        var real = SqliteNative.Find(beneath);
        if (real is null || real->Version < 3 || SqliteNative.DatabaseOfLog is null)
            return false;
        var layer = (Layer*)NativeMemory.AllocZeroed((nuint)sizeof(Layer));
        layer->Vfs = *real;
        layer->Vfs.Version = 3;
        layer->Vfs.Next = null;
        layer->Vfs.Name = (byte*)Marshal.StringToCoTaskMemUTF8(name);
        layer->Vfs.Open = &Open;
        layer->Beneath = real;
        return SqliteNative.Register(&layer->Vfs) && IsKnown(name);
    }

    // Asked of the provider itself: were there two SQLites in the process, it might be the other one that was told.
    private static bool IsKnown(string name)
    {
        var code = raw.sqlite3_open_v2(":memory:", out var memory, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_MEMORY, name);
        memory.Dispose();
        return code == raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(SqliteVfs* vfs, byte* path, SqliteFile* file, int flags, int* flagsOut)
    {
        var beneath = ((Layer*)vfs)->Beneath;
        var code = beneath->Open(beneath, path, file, flags, flagsOut);
        if (code != raw.SQLITE_OK)
            return code;
        try
        {
            if ((flags & raw.SQLITE_OPEN_MAIN_DB) != 0)
                GatheredDatabase.Adopt(file);
            else if ((flags & raw.SQLITE_OPEN_WAL) != 0)
                GatheredLog.Adopt(file, GatheredDatabase.Of(SqliteNative.DatabaseOfLog(path)));
        }
        catch (OutOfMemoryException)
        {
            // No exception may pass into SQLite; the file is open and works as it is.
        }
        return code;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Layer
    {
        public SqliteVfs Vfs;
        public SqliteVfs* Beneath;
    }
}
