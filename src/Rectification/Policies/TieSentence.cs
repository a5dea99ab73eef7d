using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Policies;

/// <summary>Says which clause a sentence of the street's document is, or that it asks nothing of anybody.</summary>
/// <param name="ClauseCode">Code of a clause; <see cref="Beside"/> sets the sentence aside; empty unties it.</param>
[Allow(Role.ProcessDesigner, Role.SafetyOfficeDirector)]
public sealed record TieSentence(Guid DocumentId, int Number, string ClauseCode) : ICommand<Nothing>
{
    public const string Beside = "-";
}

public sealed class TieSentenceHandler(RectificationDb db, CurrentActor current, StreetClock clock) : ICommandHandler<TieSentence, Nothing>
{
    public async Task<Result<Nothing>> Handle(TieSentence command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.PolicyDocuments.FindAsync([command.DocumentId], ct) is not { } document || document.StreetId != actor.StreetId
            || await db.PolicySentences.FindAsync([command.DocumentId, command.Number], ct) is not { } sentence)
            return PolicyProblems.NotFound;
        var code = command.ClauseCode.Trim();
        if (code is not ("" or TieSentence.Beside) && ClauseCatalogue.Find(code) is null)
            return Problem.Field("clauseCode", $"目录里没有条款“{code}”，请从列表里选");
        sentence.IsBeside = code == TieSentence.Beside;
        sentence.ClauseCode = code.Length > 0 && !sentence.IsBeside ? code : null;
        sentence.TiedByName = code.Length > 0 ? actor.Name : null;
        sentence.TiedAt = code.Length > 0 ? clock.GetUtcNow() : null;
        return Nothing.Here;
    }
}

/// <summary>Takes an attached document away, with what was tied.</summary>
[Allow(Role.ProcessDesigner, Role.SafetyOfficeDirector)]
public sealed record RemovePolicy(Guid DocumentId) : ICommand<Nothing>;

public sealed class RemovePolicyHandler(RectificationDb db, CurrentActor current) : ICommandHandler<RemovePolicy, Nothing>
{
    public async Task<Result<Nothing>> Handle(RemovePolicy command, CancellationToken ct)
    {
        if (await db.PolicyDocuments.FindAsync([command.DocumentId], ct) is not { } document || document.StreetId != current.Required.StreetId)
            return PolicyProblems.NotFound;
        db.PolicyDocuments.Remove(document);
        return Nothing.Here;
    }
}

internal static class PolicyProblems
{
    public static readonly Problem NotFound = Problem.NotFound("policy.not-found", "没有这份文件，或不在您的范围内");
}
