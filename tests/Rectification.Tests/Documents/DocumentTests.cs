using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Storage;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Documents;

public sealed class DocumentTests
{
    [Fact]
    public async Task Whoever_scans_the_code_learns_that_the_paper_is_genuine_and_no_more()
    {
        await using var given = await Given.Street();
        await DeadlineRulesTests.Noticed(given, days: 7);
        var code = (await given.Read(db => db.Documents.SingleAsync())).VerifyCode;

        var proof = await given.With<DocumentQueries, DocumentProof?>(queries => queries.Prove(code, CancellationToken.None));

        Assert.Equal(("整改通知书", "街安改〔2026〕1号", DocumentState.Issued), (proof!.Name, proof.Number, proof.State));
        Assert.Null(await given.With<DocumentQueries, DocumentProof?>(queries => queries.Prove(code[..15], CancellationToken.None)));
    }

    [Fact]
    public async Task A_paper_is_read_by_those_who_see_its_case()
    {
        await using var given = await Given.Street();
        await DeadlineRulesTests.Noticed(given, days: 7);
        var id = (await given.Read(db => db.Documents.SingleAsync())).Id;

        foreach (var (person, isOk) in new[] { ("officer1", true), ("director1", true), ("officer2", false), ("sysadmin1", false), ("discipline1", false) })
        {
            var actor = await given.ActorOf(person);
            var found = await given.With<DocumentQueries, Result<DocumentView>>(queries => queries.Find(id, actor, CancellationToken.None));
            Assert.True(isOk == found.IsOk, person);
        }
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task The_enterprise_acknowledges_its_own_notice_once(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var site = await given.Premises("enterprise1");
        var number = (await given.Send("grid1", await RegisterHazardTests.Draft(given, "general") with { PremisesId = site.Id })).Value.CaseNumber;
        await MajorHazardTests.Do(given, "grid1", number, "issue-notice", DeadlineRulesTests.Notice(7));
        var id = (await given.Read(db => db.Documents.SingleAsync())).Id;
        Assert.False((await given.Send("grid1", new AcknowledgeNotice(id))).IsOk);

        Assert.True((await given.Send("enterprise1", new AcknowledgeNotice(id))).IsOk);
        await given.Advance(TimeSpan.FromHours(1));
        Assert.True((await given.Send("enterprise1", new AcknowledgeNotice(id))).IsOk);

        var contact = await given.ActorOf("enterprise1");
        var notices = await given.With<DocumentQueries, System.Collections.Immutable.ImmutableArray<PremisesNotice>>(queries =>
            queries.NoticesOf(site.Id, contact, CancellationToken.None));
        Assert.Equal(number, Assert.Single(notices).CaseNumber);
        var document = await given.Read(db => db.Documents.SingleAsync());
        Assert.Equal((Given.Start, "张宏达"), (document.AcknowledgedAt, document.AcknowledgedBy));
    }

    [Fact]
    public void Another_word_is_another_digest() =>
        Assert.NotEqual(Document.DigestOf("整改期限：2026年9月21日"), Document.DigestOf("整改期限：2026年9月22日"));
}
