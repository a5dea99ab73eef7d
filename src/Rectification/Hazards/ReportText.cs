using Rectification.Documents;
using Rectification.Signatures;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>What leaders sign and the seal covers: the newest version of the 重大隐患填报表, word for word.</summary>
public sealed class ReportText(PaperDesk papers) : ISignedText
{
    public async Task<string> Now(CaseRow @case, CancellationToken ct) =>
        (await papers.All(@case.CaseNumber, DocumentKind.MajorHazardReport, ct)).MaxBy(document => document.Edition)?.Text
        ?? throw new InvalidOperationException($"{@case.CaseNumber} has no report to sign.");
}
