using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Web.Tests.Api;
using Rectification.Workflow;

namespace Rectification.Web.Tests.Accountability;

public sealed class AccountabilityPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_case_is_listed_and_shows_its_facts_and_where_they_come_from()
    {
        var hazard = await app.NewHazard("general");
        var number = await Open(hazard);
        using var browser = app.Client();
        await browser.SignIn("safety1");
        Assert.Contains(number, await browser.GetStringAsync("/accountability"), StringComparison.Ordinal);
        Assert.Contains(number, await browser.GetStringAsync($"/accountability?source={hazard}"), StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"/accountability/{number}");
        Assert.Contains("隐患督促整改不力", page, StringComparison.Ordinal);
        Assert.Contains($"/hazards/{hazard}", page, StringComparison.Ordinal);
        Assert.Contains("约谈", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_worker_neither_lists_nor_opens_it()
    {
        var number = await Open(await app.NewHazard("general"));
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var list = await browser.GetAsync("/accountability");
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
        using var page = await browser.GetAsync($"/accountability/{number}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    // As the overdue reminder does it on the fifth working day.
    private async Task<string> Open(string hazard)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var opened = await services.GetRequiredService<Committer>().Commit<string>(async ct =>
        {
            var @case = (await services.GetRequiredService<RectificationDb>().Cases.FindAsync([hazard], ct))!;
            return (await services.GetRequiredService<OpenAccountability>().OfHazard("I4", @case, "整改期限已过 5 个工作日仍未整改到位", DateTimeOffset.UtcNow, ct)).CaseNumber;
        }, TestContext.Current.CancellationToken);
        return opened.Value;
    }
}
