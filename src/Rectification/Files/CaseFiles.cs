using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Files;

/// <summary>Checks that files named in a form are there and may be used, and gives them to the case.</summary>
public sealed class CaseFiles(RectificationDb db)
{
    public const int MaxFiles = 20;

    /// <summary>Null when all is well; a person may use what they uploaded themselves or what the case already has.</summary>
    public async Task<string?> Check(ImmutableArray<Guid> ids, string? caseNumber, Actor by, CancellationToken ct)
    {
        if (ids.IsDefaultOrEmpty)
            return null;
        if (ids.Length > MaxFiles)
            return $"最多 {MaxFiles} 个文件，现有 {ids.Length} 个";
        var wanted = ids.Distinct().ToArray();
        var known = await db.Files.Where(row => wanted.Contains(row.Id)).ToListAsync(ct);
        var usable = known.Count(row => by.IsSystem
            || (row.UploadedById == by.UserId && (row.CaseNumber is null || row.CaseNumber == caseNumber))
            || (caseNumber is not null && row.CaseNumber == caseNumber));
        return usable == wanted.Length ? null : "有文件不存在或不是您上传的，请重新上传";
    }

    public async Task Give(ImmutableArray<Guid> ids, string caseNumber, CancellationToken ct)
    {
        if (ids.IsDefaultOrEmpty)
            return;
        var wanted = ids.Distinct().ToArray();
        foreach (var file in await db.Files.Where(row => wanted.Contains(row.Id)).ToListAsync(ct))
            file.CaseNumber ??= caseNumber;
    }
}
