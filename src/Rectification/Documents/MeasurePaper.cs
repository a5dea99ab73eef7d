using System.Collections.Immutable;
using System.Text;

namespace Rectification.Documents;

/// <summary>A paper of 责任追究: to whom, what, and the proof that it rests on, printed with it (003-4).</summary>
/// <param name="Office">Who issues it: 青山街道安办.</param>
/// <param name="To">Empty for a record.</param>
/// <param name="Signs">What stands over each place to sign: 被约谈人签字.</param>
/// <param name="Date">As on the paper.</param>
public sealed record MeasurePaper(
    string Title, string Office, string To, string CaseNumber, ImmutableArray<string> Paragraphs, ImmutableArray<PaperTable> Tables,
    ImmutableArray<string> Signs, string IssuedBy, DateOnly Date)
{
    /// <summary>The exact wording, line by line.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Title).Append('\n');
        if (To.Length > 0)
            text.Append(To).Append("：\n");
        foreach (var paragraph in Paragraphs)
            text.Append(paragraph).Append('\n');
        foreach (var table in Tables)
        {
            text.Append(table.Heading).Append('\n');
            if (!table.Columns.IsEmpty)
                text.AppendJoin(" | ", table.Columns).Append('\n');
            foreach (var row in table.Rows)
                text.AppendJoin(" | ", row).Append('\n');
        }
        return text.Append(Office).Append('；').Append(IssuedBy).Append("；案号：").Append(CaseNumber).Append('\n').ToString();
    }
}

/// <param name="Columns">Empty for a list of label and text.</param>
public sealed record PaperTable(string Heading, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);
