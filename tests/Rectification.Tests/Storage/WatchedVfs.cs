using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rectification.Storage;
using SQLitePCL;

namespace Rectification.Tests.Storage;

/// <summary>The real file system under SQLite, which counts what is written into logs and fails it when told to; and a gathering one above it.</summary>
internal sealed unsafe class WatchedVfs
{
    private static readonly ConcurrentDictionary<nint, WatchedVfs> Registered = [];
    private static readonly ConcurrentDictionary<nint, (WatchedVfs Vfs, nint Real)> Logs = [];

    // SQLite keeps what is registered for good.
    public WatchedVfs()
    {
        var real = SqliteNative.Find(null);
        var own = (SqliteVfs*)NativeMemory.Alloc((nuint)sizeof(SqliteVfs));
        *own = *real;
        own->Next = null;
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        own->Open = &Open;
        Registered[(nint)own] = this;
        Assert.True(SqliteNative.Register(own));
        Assert.True(GatheringVfs.Register(Gathering, Name));
    }

    public string Name { get; } = $"watched-{Guid.NewGuid():N}";

    public string Gathering => Name + "-gathering";

    public int Writes { get; private set; }

    public int Syncs { get; private set; }

    /// <summary>How many of the next writes fail, each after half of it.</summary>
    public int FailingWrites { get; set; }

    public int FailingSyncs { get; set; }

    public void Reset() => (Writes, Syncs) = (0, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(SqliteVfs* vfs, byte* path, SqliteFile* file, int flags, int* flagsOut)
    {
        var real = SqliteNative.Find(null);
        var code = real->Open(real, path, file, flags, flagsOut);
        if (code != raw.SQLITE_OK || (flags & raw.SQLITE_OPEN_WAL) == 0)
            return code;
        var methods = (SqliteMethods*)NativeMemory.Alloc((nuint)sizeof(SqliteMethods));
        *methods = *file->Methods;
        methods->Write = &Write;
        methods->Sync = &Sync;
        methods->Close = &Close;
        Logs[(nint)file] = (Registered[(nint)vfs], (nint)file->Methods);
        file->Methods = methods;
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteFile* file, byte* data, int count, long offset)
    {
        var (vfs, real) = Logs[(nint)file];
        vfs.Writes++;
        if (vfs.FailingWrites == 0)
            return ((SqliteMethods*)real)->Write(file, data, count, offset);
        vfs.FailingWrites--;
        ((SqliteMethods*)real)->Write(file, data, count / 2, offset);
        return raw.SQLITE_FULL;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteFile* file, int flags)
    {
        var (vfs, real) = Logs[(nint)file];
        vfs.Syncs++;
        if (vfs.FailingSyncs == 0)
            return ((SqliteMethods*)real)->Sync(file, flags);
        vfs.FailingSyncs--;
        return raw.SQLITE_IOERR_FSYNC;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteFile* file)
    {
        Logs.TryRemove((nint)file, out var log);
        return ((SqliteMethods*)log.Real)->Close(file);
    }
}
