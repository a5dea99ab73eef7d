using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Policies;

/// <summary>A street attaches its own document, so that its sentences can be tied to the clauses that are carried out.</summary>
/// <param name="File">Bytes of a .txt or .docx file.</param>
[Allow(Role.ProcessDesigner, Role.SafetyOfficeDirector)]
public sealed record AttachPolicy(string Title, string FileName, byte[] File) : ICommand<Guid>
{
    public const int MaxTitle = 100;

    public const int MaxDocuments = 50;
}

public sealed class AttachPolicyHandler(RectificationDb db, CurrentActor current, StreetClock clock, PolicyQueries policies) : ICommandHandler<AttachPolicy, Guid>
{
    public async Task<Result<Guid>> Handle(AttachPolicy command, CancellationToken ct)
    {
        var actor = current.Required;
        var title = command.Title.Trim();
        if (title.Length is < 2 or > AttachPolicy.MaxTitle)
            return Problem.Field("title", $"请填写文件名称和文号（2–{AttachPolicy.MaxTitle} 字）");
        var sentences = PolicyText.Read(command.FileName, command.File);
        if (sentences.Problem is { } problem)
            return problem;
        if ((await policies.Documents(actor.StreetId, ct)).Length >= AttachPolicy.MaxDocuments)
            return Problem.Conflict("policy.too-many", $"已有 {AttachPolicy.MaxDocuments} 份文件，请先移去不再有效的");

        var document = new PolicyDocument
        {
            StreetId = actor.StreetId,
            Title = title,
            FileName = Path.GetFileName(command.FileName),
            AttachedAt = clock.GetUtcNow(),
            AttachedByName = actor.Name,
        };
        db.PolicyDocuments.Add(document);
        db.PolicySentences.AddRange(sentences.Value.Select((text, index) => new PolicySentence { DocumentId = document.Id, Number = index + 1, Text = text }));
        return document.Id;
    }
}
