using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Rectification.Policies;
using Rectification.Storage;

namespace Rectification.Tests.Policies;

/// <summary>A street brings its own document and says sentence by sentence what carries it out.</summary>
public sealed class PolicyDocumentTests
{
    private const string Text = "青山街道隐患整改办法\n社区每月五日前把上月清单报街道备案。能当场改的当场改；改不了的限期改。\n\n";

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_document_is_taken_apart_and_tied_sentence_by_sentence(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var id = (await given.Send("designer1", new AttachPolicy("青山街办〔2026〕8号", "办法.txt", Encoding.UTF8.GetBytes(Text)))).Value;
        var street = (await given.ActorOf("designer1")).StreetId;
        Assert.Equal((4, 4), await Counts());

        Assert.Null((await given.Send("director1", new TieSentence(id, 2, "003-2.3"))).Problem);
        Assert.Null((await given.Send("designer1", new TieSentence(id, 1, TieSentence.Beside))).Problem);
        Assert.Equal((4, 2), await Counts());
        Assert.Single((await given.With((PolicyQueries policies) => policies.Tied(street, default)))["003-2.3"]);

        Assert.Equal("input.invalid", (await given.Send("designer1", new TieSentence(id, 3, "009-1"))).Problem?.Code);
        Assert.Equal("policy.not-found", (await given.Send("designer1", new TieSentence(id, 99, "003-2.3"))).Problem?.Code);
        Assert.Equal("role.missing", (await given.Send("grid1", new TieSentence(id, 3, "003-2.3"))).Problem?.Code);
        Assert.Null((await given.Send("designer1", new TieSentence(id, 2, ""))).Problem);
        Assert.Equal((4, 3), await Counts());
        Assert.Null((await given.Send("director1", new RemovePolicy(id))).Problem);
        Assert.Empty(await given.With((PolicyQueries policies) => policies.Documents(street, default)));

        async Task<(int, int)> Counts() =>
            (await given.With((PolicyQueries policies) => policies.Find(id, street, default))).Value.Document is var line ? (line.Sentences, line.Unmatched) : default;
    }

    [Fact]
    public void Word_and_the_older_national_encoding_are_read_and_anything_else_is_refused()
    {
        string[] expected = ["甲。", "乙；", "丙"];
        Assert.Equal(expected, PolicyText.Read("a.docx", Word("甲。乙；", "", "丙")).Value);
        Assert.Equal(expected, PolicyText.Read("a.TXT", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("甲。乙；\r\n丙")).Value);
        Assert.All(new[] { ("a.pdf", "%PDF"), ("a.docx", "PK no"), ("a.txt", ""), ("a.txt", " \n。") },
            bad => Assert.Equal("file", PolicyText.Read(bad.Item1, Encoding.UTF8.GetBytes(bad.Item2)).Problem!.Errors!.Keys.Single()));
        Assert.Equal(ProblemKind.TooLarge, PolicyText.Read("a.txt", new byte[PolicyText.MaxBytes + 1]).Problem!.Kind);
    }

    [Fact]
    public void A_sentence_that_is_too_long_is_split_and_nothing_of_it_is_lost()
    {
        var text = new string('安', PolicySentence.MaxLength - 1) + "𠮷" + new string('全', PolicySentence.MaxLength) + "。";
        var sentences = PolicyText.Sentences(text);
        Assert.Equal(text, string.Concat(sentences));
        Assert.All(sentences, sentence => Assert.InRange(sentence.Length, 1, PolicySentence.MaxLength));
        Assert.Equal(new string('安', PolicySentence.MaxLength - 1), sentences[0]);
    }

    [Fact]
    public void The_likeliest_clause_comes_first_and_nothing_is_proposed_for_a_date()
    {
        Assert.Equal("003-2.3", LikelyClauses.For("各社区每月五日前要把上月的清单报街道备案。")[0].Code);
        Assert.Empty(LikelyClauses.For("2026年11月26日"));
    }

    private static byte[] Word(params string[] paragraphs)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(new Body(paragraphs.Select(text => new Paragraph(new Run(new Text(text))))));
        return stream.ToArray();
    }
}
