using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rectification.Storage;

/// <summary>An open database file whose log is gathered. It is watched for one thing: that its connection stops being the writer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GatheredDatabase
{
    // As SQLite's wal.c and sqlite3.h number them.
    private const int WriteLock = 0;
    private const int ReleaseExclusive = 1 | 8;
    private const int PowersafeOverwrite = 0x1000;

    private static readonly delegate* unmanaged[Cdecl]<SqliteFile*, int, int, int, int> lockHere = &Lock;

    // First, because the rest is found by the file's pointer to its methods.
    private SqliteMethods methods;
    private SqliteMethods* real;

    /// <summary>Null while no log is open.</summary>
    public GatheredLog* Log;

    public static void Adopt(SqliteFile* file)
    {
        var real = file->Methods;
        // Where overwriting a sector can harm its neighbours, SQLite repeats the last frame and syncs only a part of it; such a log is left alone.
        if (real->Version < 3 || real->ShmLock is null || (real->DeviceCharacteristics(file) & PowersafeOverwrite) == 0)
            return;
        var database = (GatheredDatabase*)NativeMemory.AllocZeroed((nuint)sizeof(GatheredDatabase));
        database->real = real;
        database->methods = *real;
        database->methods.Version = 3;
        database->methods.Close = &Close;
        database->methods.ShmLock = lockHere;
        file->Methods = &database->methods;
    }

    /// <returns>Null when the file isn't watched.</returns>
    public static GatheredDatabase* Of(SqliteFile* file) => (nint)file->Methods->ShmLock == (nint)lockHere ? (GatheredDatabase*)file->Methods : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(SqliteFile* file, int first, int count, int flags)
    {
        var database = (GatheredDatabase*)file->Methods;
        // The transaction is over. What it committed is in the file; what is still kept was rolled back, and from here on others may write at its place.
        if (first == WriteLock && flags == ReleaseExclusive && database->Log is not null)
            database->Log->Forget();
        return database->real->ShmLock(file, first, count, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteFile* file)
    {
        var database = (GatheredDatabase*)file->Methods;
        var code = database->real->Close(file);
        NativeMemory.Free(database);
        return code;
    }
}
