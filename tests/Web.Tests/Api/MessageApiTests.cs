using System.Net;

namespace Rectification.Web.Tests.Api;

public sealed class MessageApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Before_the_notice_an_application_meets_nobody()
    {
        var number = await app.NewHazard("general");
        (await Apply("grid1", number)).Refused(409, "message.no-receiver");
    }

    [Fact]
    public async Task After_the_notice_it_opens_the_revisit_before_it_answers()
    {
        var number = await app.NewHazard("general");
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();

        (await Apply("enterprise1", number)).Refused(404);
        (await Apply("grid1", number)).Ok(HttpStatusCode.Accepted);
        var revisit = await app.OpenTaskId(number, "revisit");

        // With the revisit open the evidence is attached: no second task.
        (await Apply("grid1", number)).Ok(HttpStatusCode.Accepted);
        Assert.Equal(revisit, await app.OpenTaskId(number, "revisit"));
    }

    [Theory]
    [InlineData("grid2")]
    [InlineData("officer2")]
    [InlineData("discipline1")]
    [InlineData("sysadmin1")]
    public async Task Only_those_it_concerns_may_send_it(string userName)
    {
        var number = await app.NewHazard("general");
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();
        var answer = await Apply(userName, number);
        Assert.Contains((int)answer.Status, new[] { 403, 404 });
        answer.Refused((int)answer.Status);
        Assert.Empty((await (await app.Api("grid1")).Get($"/hazards/{number}")).Ok()["openTasks"].EnumerateArray());
    }

    [Theory]
    [InlineData("""{"name":"no-such-message","correlationKey":"YH-2026-000001"}""", 0)]
    [InlineData("""{"correlationKey":"YH-2026-000001"}""", 422)]
    [InlineData("""{"name":"reinspection-requested"}""", 422)]
    [InlineData("""{"name":7,"correlationKey":"YH-2026-000001"}""", 422)]
    [InlineData("""{"name":"reinspection-requested","correlationKey":"YH-2026-000001","variables":"x"}""", 422)]
    [InlineData("""{"name":"reinspection-requested","correlationKey":"YH-2026-999999"}""", 0)]
    public async Task A_message_that_makes_no_sense_is_refused(string body, int status)
    {
        var answer = await (await app.Api("grid1")).Post("/messages", body);
        answer.Refused(status == 0 ? (int)answer.Status : status);
        Assert.InRange((int)answer.Status, 400, 499);
    }

    private async Task<Answer> Apply(string userName, string caseNumber) => await (await app.Api(userName)).Post("/messages",
        new { name = "reinspection-requested", correlationKey = caseNumber, variables = new { text = "已整改完毕，申请复查", level = "onTheSpot", outcome = "passed" } });
}
