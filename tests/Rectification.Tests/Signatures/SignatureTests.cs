using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Signatures;
using Rectification.Storage;
using Rectification.Tests.Workflow;
using Rectification.Workflow;

namespace Rectification.Tests.Signatures;

public sealed class SignatureTests
{
    private const string Png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly string Signing = Draw.Process($"""
        {Draw.Start()}
        {TaskTests.Step("sign", "CommunityLeader@community", more: """<zeebe:properties><zeebe:property name="signature" value="true"/></zeebe:properties>""")}
        {Draw.End()}
        start -> sign -> end
        """, id: "signing");

    [Fact]
    public async Task A_signing_step_asks_for_the_password_and_wrong_ones_lock_the_account_in_the_end()
    {
        await using var given = await Given.Street();
        await given.Deploy(Signing);
        var number = (await given.Case("signing")).CaseNumber;
        var task = await given.OpenTask(number, "sign");

        Assert.Contains("signature", (await given.Send("leader1", new CompleteTask(task.Id, Variables.Empty))).Problem!.Errors!.Keys);
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Contains("密码不正确", (await given.Send("leader1", new CompleteTask(task.Id, Variables.Empty, null, new("wrong", null)))).Problem!.Title);
        Assert.Contains("锁定", (await given.Send("leader1", new CompleteTask(task.Id, Variables.Empty, null, new("Qingshan#2026", null)))).Problem!.Title);

        Assert.Null((await given.Send("leader2", new CompleteTask(task.Id, Variables.Empty, null, new("Qingshan#2026", Png)))).Problem);
        var signature = await given.Read(db => db.Signatures.AsNoTracking().SingleAsync());
        Assert.Equal(("周海燕", number, "sign"), (signature.PersonName, signature.CaseNumber, signature.ElementId));
        Assert.NotNull(signature.Image);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory]
    [InlineData("data:image/jpeg;base64,AAAA", "PNG")]
    [InlineData("data:image/png;base64,!!!!", "损坏")]
    [InlineData("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "损坏")]
    public async Task A_picture_that_is_none_is_refused_and_nothing_is_signed(string image, string told)
    {
        await using var given = await Given.Street();
        await given.Deploy(Signing);
        var task = await given.OpenTask((await given.Case("signing")).CaseNumber, "sign");
        Assert.Contains(told, (await given.Send("leader1", new CompleteTask(task.Id, Variables.Empty, null, new("Qingshan#2026", image)))).Problem!.Title);
        var large = "data:image/png;base64," + Convert.ToBase64String(new byte[201 * 1024]);
        Assert.Equal(ProblemKind.Invalid, (await given.Send("leader1", new CompleteTask(task.Id, Variables.Empty, null, new("Qingshan#2026", large)))).Problem?.Kind);
        Assert.Equal(0, await given.Read(db => db.Signatures.CountAsync()));
    }

    [Fact]
    public async Task Signatures_stand_under_the_exact_text_and_a_later_change_is_found()
    {
        await using var given = await Given.Street(more: services => services.AddSignedText<Report>("signing"));
        await given.Deploy(Signing);
        Report.Text = "重大隐患：东侧通道堵塞";
        var number = (await given.Case("signing")).CaseNumber;
        await given.Complete("leader1", number, "sign");
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        Report.Text = "重大隐患：无";
        Assert.Contains("after 李建国 signed", Assert.Single(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None))));

        await given.Within(async scope =>
        {
            var @case = await scope.GetRequiredService<RectificationDb>().Cases.SingleAsync();
            return await scope.GetRequiredService<SignatureBook>().Void(@case, "填报表已修改", CancellationToken.None);
        });
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
        var signature = await given.Read(db => db.Signatures.AsNoTracking().SingleAsync());
        Assert.Equal("填报表已修改", signature.VoidReason);
        await given.Read(db => db.Database.ExecuteSqlRawAsync("update \"SignedText\" set \"Text\" = 'x'"));
        Assert.Contains("the text was changed", Assert.Single(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None))));
    }

    private sealed class Report : ISignedText
    {
        public static string Text { get; set; } = "";

        public Task<string> Now(CaseRow @case, CancellationToken ct) => Task.FromResult(Text);
    }
}
