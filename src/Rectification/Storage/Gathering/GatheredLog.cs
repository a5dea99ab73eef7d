using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Rectification.Storage;

/// <summary>
/// An open write-ahead log. Frames are kept until the one that commits is complete; then all go into the file in one write, before SQLite syncs it, and it is only after
/// that that SQLite tells readers of them. So whatever is kept belongs to a transaction that is still open, and nobody but its writer may look at it:
/// <list type="bullet">
/// <item>What doesn't follow on what is kept (a page written over its older frame, the checksums computed anew for that, frames after going back to a savepoint)
/// sends it into the file first. So does reading it, when a transaction outgrew the page cache and needs a page again.</item>
/// <item>A call that fails has changed nothing: SQLite takes its frame for not written. The frames before stay, for when only a statement is undone its transaction goes on
/// and needs them; whoever wants them in the file next tries again. The frame of a commit that failed is not among them.</item>
/// <item>What was rolled back is forgotten before the lock is given back, and never falls onto the frames of the next one who writes.</item>
/// </list>
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GatheredLog
{
    // SQLite's own file system for Unix cuts off at 17 bits what is to be written at once. Thirty-one frames of the ordinary size.
    private const int Capacity = (1 << 17) - 1;
    private const int FrameHeader = 24;

    // First, because the rest is found by the file's pointer to its methods.
    private SqliteMethods methods;
    private SqliteMethods* real;
    private GatheredDatabase* database;
    private long start;
    private int length;
    private int pageSize;
    private bool isCommitting;
    private fixed byte kept[Capacity];

    /// <param name="database">Null: the log stays as it is.</param>
    public static void Adopt(SqliteFile* file, GatheredDatabase* database)
    {
        if (database is null || file->Methods->Version < 3)
            return;
        var log = (GatheredLog*)NativeMemory.AllocZeroed((nuint)sizeof(GatheredLog));
        log->real = file->Methods;
        log->methods = *file->Methods;
        log->methods.Version = 3;
        log->methods.Close = &Close;
        log->methods.Read = &Read;
        log->methods.Write = &Write;
        log->methods.Truncate = &Truncate;
        log->methods.Sync = &Sync;
        log->methods.FileSize = &FileSize;
        log->database = database;
        database->Log = log;
        file->Methods = &log->methods;
    }

    public void Forget() => length = 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteFile* file, byte* data, int count, long offset) => ((GatheredLog*)file->Methods)->Take(file, data, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(SqliteFile* file, byte* into, int count, long offset)
    {
        var log = (GatheredLog*)file->Methods;
        var code = offset + count > log->start ? log->Settle(file) : raw.SQLITE_OK;
        return code != raw.SQLITE_OK ? code : log->real->Read(file, into, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteFile* file, long size)
    {
        var log = (GatheredLog*)file->Methods;
        var code = log->Settle(file);
        return code != raw.SQLITE_OK ? code : log->real->Truncate(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteFile* file, int flags)
    {
        var log = (GatheredLog*)file->Methods;
        var code = log->Settle(file);
        return code != raw.SQLITE_OK ? code : log->real->Sync(file, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(SqliteFile* file, long* size)
    {
        var log = (GatheredLog*)file->Methods;
        var code = log->Settle(file);
        return code != raw.SQLITE_OK ? code : log->real->FileSize(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteFile* file)
    {
        var log = (GatheredLog*)file->Methods;
        log->database->Log = null;
        var code = log->real->Close(file);
        NativeMemory.Free(log);
        return code;
    }

    private int Take(SqliteFile* file, byte* data, int count, long offset)
    {
        if (length == 0 || offset != start + length || !HasRoom(count))
        {
            var code = Settle(file);
            if (code != raw.SQLITE_OK)
                return code;
            // Only a frame's header begins a run. That of a frame that commits doesn't: its page need not follow, when it is only the checksum that is computed anew.
            if (count != FrameHeader || Commits(data))
                return real->Write(file, data, count, offset);
            start = offset;
        }
        fixed (byte* into = kept)
            Buffer.MemoryCopy(data, into + length, Capacity - length, count);
        length += count;
        if (count == FrameHeader)
        {
            isCommitting = Commits(data);
            return raw.SQLITE_OK;
        }
        pageSize = count;
        return isCommitting ? Commit(file) : raw.SQLITE_OK;
    }

    private int Commit(SqliteFile* file)
    {
        var code = Settle(file);
        if (code != raw.SQLITE_OK)
            length -= FrameHeader + pageSize;
        return code;
    }

    /// <summary>Brings what is kept into the file.</summary>
    private int Settle(SqliteFile* file)
    {
        if (length == 0)
            return raw.SQLITE_OK;
        int code;
        fixed (byte* all = kept)
            code = real->Write(file, all, length, start);
        if (code == raw.SQLITE_OK)
            length = 0;
        return code;
    }

    // A header is only taken in with room for its page, so that no frame is parted.
    private readonly bool HasRoom(int count) => length + (count == FrameHeader ? FrameHeader + pageSize : count) <= Capacity;

    /// <summary>A transaction's last frame tells the size that the database has from then on, the others nothing.</summary>
    private static bool Commits(byte* header) => BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(header + 4, 4)) != 0;
}
