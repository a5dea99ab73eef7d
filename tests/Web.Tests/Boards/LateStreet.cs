using System.Text.Json;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Boards;

/// <summary>The demonstration street some weeks later, in which nobody did much: what boards are for.</summary>
public sealed class LateStreet : WebApp
{
    private const int MostDays = 60;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await this.NewHazard("major");
        await Advance("P32D");
        var check = await Awaited("safety1", "check-facts");
        (await this.Complete("safety1", check, "founded")).Ok();
        // Who is concerned does not answer in time.
        await Advance("P8D");
        (await this.Complete("director1", await Awaited("director1", "decide-measure"), "proposed", new { password = Password })).Ok();
        await this.NewHazard("general");
    }

    private async Task Advance(string by) => (await (await Api("sysadmin1")).Post("/demo/clock", new { advance = by })).Ok();

    /// <summary>A day at a time: how many days the working days take depends on the holidays.</summary>
    private async Task<string> Awaited(string userName, string elementId)
    {
        for (var days = 0; ; days++)
        {
            var tasks = (await (await Api(userName)).Get("/tasks?box=claimable&take=200")).Ok().Items;
            if (tasks.FirstOrDefault(task => task.GetProperty("elementId").GetString() == elementId) is { ValueKind: JsonValueKind.Object } task)
                return task.GetProperty("id").GetString()!;
            Assert.True(days < MostDays, $"{userName} has no task {elementId} after {days} days more.");
            await Advance("P1D");
        }
    }
}
