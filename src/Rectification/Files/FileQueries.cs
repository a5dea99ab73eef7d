using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Files;

public sealed class FileQueries(RectificationDb db)
{
    private static readonly Problem Unknown = Problem.NotFound("file.unknown", "没有这个文件，或您无权查看");

    /// <summary>The bytes, for the uploader and for those who see the case that the file belongs to.</summary>
    public async Task<Result<OpenedFile>> Open(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Files.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } file || !await MayOpen(file, actor, ct))
            return Unknown;
        var content = await db.FileContents.AsNoTracking().FirstAsync(row => row.FileId == id, ct);
        return new OpenedFile(file.FileName, file.ContentType, file.Sha256, content.Bytes);
    }

    private async Task<bool> MayOpen(FileRow file, Actor actor, CancellationToken ct)
    {
        if (file.UploadedById == actor.UserId)
            return true;
        if (file.CaseNumber is not { } number)
            return false;
        return await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == number, ct) is { } @case && actor.Sees(@case.Place);
    }
}

public sealed record OpenedFile(string FileName, string ContentType, string Sha256, byte[] Bytes);
