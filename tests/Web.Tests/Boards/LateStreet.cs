using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Boards;

/// <summary>The demonstration street some weeks later, in which nobody did much: what boards are for.</summary>
public sealed class LateStreet : WebApp
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await this.NewHazard("major");
        await Advance("P32D");
        var check = await First("safety1", "check-facts");
        (await this.Complete("safety1", check, "founded")).Ok();
        // Who is concerned does not answer in time.
        await Advance("P8D");
        (await this.Complete("director1", await First("director1", "decide-measure"), "proposed", new { password = Password })).Ok();
        await this.NewHazard("general");
    }

    private async Task Advance(string by) => (await (await Api("sysadmin1")).Post("/demo/clock", new { advance = by })).Ok();

    private async Task<string> First(string userName, string elementId) =>
        (await (await Api(userName)).Get("/tasks?box=claimable&take=200")).Ok().Items.First(task => task.GetProperty("elementId").GetString() == elementId).GetProperty("id").GetString()!;
}
