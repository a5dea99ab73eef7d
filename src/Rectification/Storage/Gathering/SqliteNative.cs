using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rectification.Storage;

/// <summary>The parts of SQLite's C interface that its virtual file systems are made of, of the very library that the connections run on.</summary>
internal static unsafe class SqliteNative
{
    private static readonly nint library = Load();

    /// <returns>Null when there is none of that name, or no such library.</returns>
    /// <param name="name">Null: the default of this operating system.</param>
    public static SqliteVfs* Find(string? name)
    {
        if (!TryExport("sqlite3_vfs_find", out var find))
            return null;
        var text = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return ((delegate* unmanaged[Cdecl]<nint, SqliteVfs*>)find)(text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    /// <summary>For the rest of the process, beside the others; the default stays what it is.</summary>
    public static bool Register(SqliteVfs* vfs) =>
        TryExport("sqlite3_vfs_register", out var register) && ((delegate* unmanaged[Cdecl]<SqliteVfs*, int, int>)register)(vfs, 0) == SQLitePCL.raw.SQLITE_OK;

    /// <summary>Answers the open database file that a log's file name belongs to.</summary>
    public static delegate* unmanaged[Cdecl]<byte*, SqliteFile*> DatabaseOfLog { get; } =
        (delegate* unmanaged[Cdecl]<byte*, SqliteFile*>)(TryExport("sqlite3_database_file_object", out var found) ? found : 0);

    private static bool TryExport(string name, out nint export)
    {
        export = 0;
        return library != 0 && NativeLibrary.TryGetExport(library, name, out export);
    }

    private static nint Load()
    {
        // The first connection chooses which SQLite it is to be.
        RuntimeHelpers.RunClassConstructor(typeof(Microsoft.Data.Sqlite.SqliteConnection).TypeHandle);
        return NativeLibrary.TryLoad(SQLitePCL.raw.GetNativeLibraryName(), typeof(SQLitePCL.raw).Assembly, null, out var loaded) ? loaded : 0;
    }
}

/// <summary>sqlite3_vfs, up to its third version.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteVfs
{
    public int Version;
    public int FileSize;
    public int LongestPath;
    public SqliteVfs* Next;
    public byte* Name;
    public nint AppData;
    public delegate* unmanaged[Cdecl]<SqliteVfs*, byte*, SqliteFile*, int, int*, int> Open;
    public OtherVfsMethods Others;

    /// <summary>From xDelete to xNextSystemCall.</summary>
    [InlineArray(15)]
    public struct OtherVfsMethods
    {
        private nint first;
    }
}

/// <summary>sqlite3_file: what a file system keeps of an open file stands behind it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteFile
{
    public SqliteMethods* Methods;
}

/// <summary>sqlite3_io_methods, up to its third version.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int> Close;
    public delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<SqliteFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<SqliteFile*, long*, int> FileSize;
    public nint Lock;
    public nint Unlock;
    public nint CheckReservedLock;
    public nint FileControl;
    public nint SectorSize;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int> DeviceCharacteristics;
    public nint ShmMap;
    public delegate* unmanaged[Cdecl]<SqliteFile*, int, int, int, int> ShmLock;
    public nint ShmBarrier;
    public nint ShmUnmap;
    public nint Fetch;
    public nint Unfetch;
}
