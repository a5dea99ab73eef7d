using System.Security.Cryptography;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Files;

/// <summary>Keeps a photo or PDF; nobody but the uploader sees it until it belongs to a case.</summary>
[AllowSignedIn]
public sealed record StoreFile(string FileName, string ContentType, byte[] Content) : ICommand<StoredFile>
{
    public const int MaxLength = 10 * 1024 * 1024;
}

public sealed record StoredFile(Guid Id, string Sha256);

public sealed class StoreFileHandler(RectificationDb db, CurrentActor current, StreetClock clock) : ICommandHandler<StoreFile, StoredFile>
{
    public Task<Result<StoredFile>> Handle(StoreFile command, CancellationToken ct) => Task.FromResult(Store(command));

    private Result<StoredFile> Store(StoreFile command)
    {
        if (command.Content.Length > StoreFile.MaxLength)
            return new Problem(ProblemKind.TooLarge, "file.too-large", "文件超过 10 MB，请压缩或另选文件",
                Problem.Field("file", "文件超过 10 MB，请压缩或另选文件").Errors);
        if (FileKinds.Read(command.Content, out var problem) is not { } kind)
            return Problem.Field("file", problem!) with { Code = "file.unreadable" };

        var actor = current.Required;
        var file = new FileRow
        {
            FileName = CleanName(command.FileName, kind),
            ContentType = kind.ContentType,
            Length = command.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(command.Content)),
            Width = kind.Width,
            Height = kind.Height,
            UploadedById = actor.UserId,
            UploadedByName = actor.Name,
            UploadedAt = clock.GetUtcNow(),
        };
        db.Files.Add(file);
        db.FileContents.Add(new() { FileId = file.Id, Bytes = command.Content });
        return new StoredFile(file.Id, file.Sha256);
    }

    /// <summary>The last part of what the browser sent, without control characters, ending as the bytes say.</summary>
    private static string CleanName(string name, FileKind kind)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))).Trim('.', ' ');
        var stem = Path.GetFileNameWithoutExtension(clean);
        return (stem.Length == 0 ? "文件" : stem[..Math.Min(stem.Length, 100)]) + kind.Extension;
    }
}
