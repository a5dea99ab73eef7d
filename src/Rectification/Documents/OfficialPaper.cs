using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rectification.Documents;

/// <summary>A paper in plain parts, for those of enforcement that share one layout: what it says, a table of facts, who stands for it.</summary>
/// <param name="Office">Who issues it, above the title and at the seal.</param>
/// <param name="To">Whom it addresses; null for a form that stays in the house.</param>
/// <param name="Paragraphs">After the address, before the facts.</param>
/// <param name="Closing">After the facts.</param>
/// <param name="Signs">Places for signatures beside the seal: 被检查单位签收.</param>
/// <param name="Copies">Who keeps one.</param>
public sealed record OfficialPaper(
    string Title,
    string Office,
    string? To,
    ImmutableArray<string> Paragraphs,
    ImmutableArray<PaperFact> Facts,
    ImmutableArray<string> Closing,
    ImmutableArray<string> Signs,
    string IssuedBy,
    string IssuedByRole,
    DateOnly Date,
    string Copies)
{
    /// <summary>The exact wording, line by line.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Title).Append('\n').Append(Office).Append('\n');
        if (To is not null)
            text.Append(To).Append("：\n");
        foreach (var paragraph in Paragraphs)
            text.Append(paragraph).Append('\n');
        foreach (var fact in Facts)
            text.Append(fact.Label).Append('：').Append(fact.Value).Append('\n');
        foreach (var paragraph in Closing)
            text.Append(paragraph).Append('\n');
        return text.Append(IssuedBy).Append('（').Append(IssuedByRole).Append("） ")
            .Append(Date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)).Append('\n').ToString();
    }
}

public sealed record PaperFact(string Label, string Value);
