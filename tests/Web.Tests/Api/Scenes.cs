using System.Net;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

/// <summary>What several tests begin with: a hazard found, its open task, a photo.</summary>
internal static class Scenes
{
    /// <summary>The smallest whole PNG: one pixel.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Drawn with a finger, as the API takes it.</summary>
    public static readonly string Drawn = "data:image/png;base64," + Convert.ToBase64String(Pixel);

    public static async Task<string> SomePremises(this WebApp app, string userName = "grid1") =>
        (await (await app.Api(userName)).Get("/premises?take=1")).Ok().Items[0].GetProperty("id").GetString()!;

    public static async Task<string> NewHazard(this WebApp app, string level = "onTheSpot", string userName = "grid1", string? description = null)
    {
        var api = await app.Api(userName);
        var answer = await api.Post("/hazards", new
        {
            premisesId = await app.SomePremises(userName),
            level,
            category = "消防安全",
            description = description ?? "疏散通道堆放布料，安全出口上锁",
        });
        return answer.Ok(HttpStatusCode.Created)["caseNumber"].GetString()!;
    }

    public static async Task<JsonElement> OpenTask(this WebApp app, string caseNumber, string elementId, string seenBy = "safety1")
    {
        var hazard = (await (await app.Api(seenBy)).Get($"/hazards/{caseNumber}")).Ok();
        return hazard["openTasks"].EnumerateArray().Single(task => task.GetProperty("elementId").GetString() == elementId);
    }

    public static async Task<string> OpenTaskId(this WebApp app, string caseNumber, string elementId) =>
        (await app.OpenTask(caseNumber, elementId)).GetProperty("id").GetString()!;

    /// <summary>Completes a task with its form filled as required.</summary>
    public static async Task<Answer> Complete(this WebApp app, string userName, string taskId, string outcome, object? signature = null, string? comment = null)
    {
        var api = await app.Api(userName);
        var task = (await api.Get($"/tasks/{taskId}")).Ok();
        return await api.Post($"/tasks/{taskId}/complete", new { variables = FormFilling.Fill(task["form"], outcome, app.Today), comment, signature });
    }
}
