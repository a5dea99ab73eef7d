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
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var @case = (await db.Cases.FindAsync(hazard))!;
        var opened = await scope.ServiceProvider.GetRequiredService<OpenAccountability>()
            .OfHazard("I4", @case, "整改期限已过 5 个工作日仍未整改到位", DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return opened.CaseNumber;
    }
}
