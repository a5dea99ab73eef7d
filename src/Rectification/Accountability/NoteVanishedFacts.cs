using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Keeps what a refused decision found out, so that whoever decides sees it: a look at the facts, which anybody's doing may have changed.</summary>
[AllowSignedIn]
public sealed record NoteVanishedFacts(string CaseNumber) : ICommand<Nothing>;

internal sealed class NoteVanishedFactsHandler(RectificationDb db, VanishedFacts vanished, StreetClock clock) : ICommandHandler<NoteVanishedFacts, Nothing>
{
    public async Task<Result<Nothing>> Handle(NoteVanishedFacts command, CancellationToken ct)
    {
        if (await db.AccountabilityCases.FindAsync([command.CaseNumber], ct) is { } subject && await db.Cases.FindAsync([command.CaseNumber], ct) is { } @case)
            await vanished.Check(subject, @case, clock.GetUtcNow(), ct);
        return Nothing.Here;
    }
}
