using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Signatures;

/// <param name="Password">Asked again at signing.</param>
/// <param name="Image">PNG as data URL; null takes the stored picture or the written name.</param>
public sealed record SignatureInput(string? Password, string? Image);

/// <summary>Supplied by a room for a process whose tasks are signed: the exact text as it stands now.</summary>
public interface ISignedText
{
    Task<string> Now(CaseRow @case, CancellationToken ct);
}

/// <summary>Takes signatures and voids them. Scoped.</summary>
public sealed class SignatureBook(RectificationDb db, Journal journal, StreetClock clock, IServiceProvider services)
{
    public const string Field = "signature";

    private (Guid PersonId, string? Fault)? proof;

    /// <summary>
    /// The person proves to be themselves; failures count towards the lockout. Before the transaction:
    /// checking a password takes long by design, and nobody else should wait for it.
    /// </summary>
    public async Task Prove(Actor actor, SignatureInput input) => proof = (actor.UserId, await FaultOf(actor, input));

    /// <summary>Null when the signature may be taken.</summary>
    public Problem? Check(Actor actor, SignatureInput? input)
    {
        if (string.IsNullOrEmpty(input?.Password))
            return Problem.Field(Field, "此步骤需要签名，请输入登录密码确认");
        // The task became theirs between the question and the transaction.
        if (proof is not { } proven || proven.PersonId != actor.UserId)
            return Problem.Field(Field, "请重新输入登录密码确认");
        return (proven.Fault ?? SignaturePicture.Read(input.Image, out _)) is { } fault ? Problem.Field(Field, fault) : null;
    }

    public async Task Sign(CaseRow @case, TaskRow task, Actor actor, string outcome, SignatureInput input, CancellationToken ct)
    {
        SignaturePicture.Read(input.Image, out var image);
        var text = await TextOf(@case, task, ct);
        var digest = DigestOf(text);
        if (await db.SignedTexts.FindAsync([digest], ct) is null)
            db.SignedTexts.Add(new SignedText { Digest = digest, Text = text });
        var signature = new SignatureRow
        {
            CaseNumber = @case.CaseNumber,
            TaskId = task.Id,
            ProcessKey = task.ProcessKey,
            ElementId = task.ElementId,
            Purpose = task.Name,
            Outcome = outcome,
            PersonId = actor.UserId,
            PersonName = actor.Name,
            Role = CandidateKey.Of(task.CandidateKey)?.Role,
            At = clock.GetUtcNow(),
            Digest = digest,
            Image = image,
            ImageFileId = image is null ? await db.Users.Where(user => user.Id == actor.UserId).Select(user => user.SignatureFileId).FirstOrDefaultAsync(ct) : null,
        };
        db.Signatures.Add(signature);
        journal.Add(@case, "signature.added", $"{actor.Name} 在“{task.Name}”签名", task.ElementId, new { signature.Id, task = task.Id, digest, outcome });
    }

    /// <summary>Marks every live signature of the case 作废; they stay to be seen.</summary>
    /// <param name="processKey">Only those of this process; null for all.</param>
    public async Task<int> Void(CaseRow @case, string reason, CancellationToken ct, string? processKey = null)
    {
        await db.SaveChangesAsync(ct);
        var live = await db.Signatures
            .Where(row => row.CaseNumber == @case.CaseNumber && row.VoidedAt == null && (processKey == null || row.ProcessKey == processKey))
            .ToListAsync(ct);
        foreach (var signature in live)
        {
            (signature.VoidedAt, signature.VoidReason) = (clock.GetUtcNow(), reason);
            journal.Add(@case, "signature.voided", $"{signature.PersonName} 的签名作废：{reason}", signature.ElementId, new { signature.Id, signature.Digest });
        }
        return live.Count;
    }

    public async Task<ImmutableArray<SignatureRow>> Of(string caseNumber, CancellationToken ct) =>
        [.. await db.Signatures.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.Id).ToListAsync(ct)];

    /// <summary>What a signature stands under: the room's text, or the task itself where no room has one.</summary>
    private async Task<string> TextOf(CaseRow @case, TaskRow task, CancellationToken ct) =>
        services.GetKeyedService<ISignedText>(task.ProcessKey) is { } room
            ? await room.Now(@case, ct)
            : $"{@case.CaseNumber}\n{task.Name}\n{task.Variables}";

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task<string?> FaultOf(Actor actor, SignatureInput input)
    {
        // Only here: most tasks are not signed, and making one costs as much as completing them.
        var users = services.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync(actor.UserId.ToString()) is not { IsActive: true } user)
            return "账号已停用，不能签名";
        if (await users.IsLockedOutAsync(user))
            return "密码连续输错，账号已暂时锁定，请稍后再试";
        if (!await users.CheckPasswordAsync(user, input.Password ?? ""))
        {
            await users.AccessFailedAsync(user);
            return "密码不正确，请重新输入";
        }
        if (user.AccessFailedCount > 0)
            await users.ResetAccessFailedCountAsync(user);
        return null;
    }
}

public static class SignatureServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignatures() => services.AddScoped<SignatureBook>();

        /// <summary>Registers the text that signatures of a process stand under.</summary>
        public IServiceCollection AddSignedText<T>(string processKey) where T : class, ISignedText =>
            services.AddKeyedScoped<ISignedText, T>(processKey);
    }
}
