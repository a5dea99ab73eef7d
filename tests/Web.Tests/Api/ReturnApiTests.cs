using System.Net;
using System.Text;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class ReturnApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_director_asks_where_a_case_can_go_back_to_and_sends_it_there()
    {
        var number = await app.NewHazard("onTheSpot");
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-fix"), "notFixed")).Ok();
        var director = await app.Api("director1");

        var option = (await director.Get($"/cases/{number}/returns")).Ok().Json.EnumerateArray().Single(each => each.GetProperty("targetId").GetString() == "record-fix");
        Assert.True(option.GetProperty("allowed").GetBoolean());
        Assert.Contains(option.GetProperty("withdrawn").EnumerateArray(), part => part.GetProperty("name").GetString() == "下发整改通知书");
        var order = new { instanceId = option.GetProperty("instanceId").GetString(), scope = option.GetProperty("scope").GetInt64(), targetId = "record-fix" };

        (await director.Post($"/cases/{number}/return", order)).Refused(422);
        (await (await app.Api("grid1")).Post($"/cases/{number}/return", new { order.instanceId, order.scope, order.targetId, reason = "退回重办" })).Refused(403);
        (await (await app.Api("grid1")).Get($"/cases/{number}/returns")).Refused(403);
        var returned = (await director.Post($"/cases/{number}/return", new { order.instanceId, order.scope, order.targetId, reason = "现场已能整改" })).Ok();
        Assert.Equal("record-fix", returned["openTasks"].EnumerateArray().Single().GetProperty("elementId").GetString());
    }

    [Fact]
    public async Task A_task_that_the_drawing_lets_go_back_nowhere_is_refused()
    {
        var number = await app.NewHazard("onTheSpot");
        var task = await app.OpenTaskId(number, "record-fix");
        var grid = await app.Api("grid1");

        Assert.Empty((await grid.Get($"/tasks/{task}/returns")).Ok().Json.EnumerateArray());
        (await grid.Post($"/tasks/{task}/return", new { targetId = "assess-level", reason = "不该我办" })).Refused(422);
    }

    [Fact]
    public async Task What_stands_still_is_shown_mended_and_tried_again()
    {
        var designer = await app.Api("designer1");
        await Deploy(designer, "api-stuck", "stands");
        var id = (await designer.Post("/instances", new { definition = "api-stuck", variables = new { due = "明天" } })).Ok(HttpStatusCode.Created)["id"].GetString();
        var director = await app.Api("director1");
        var incident = (await director.Get("/incidents")).Ok().Items.First(item => item.GetProperty("process").GetString() == "api-stuck").GetProperty("id").GetString();

        var board = (await director.Get($"/instances/{id}/tokens")).Ok();
        Assert.NotNull(board["tokens"].EnumerateArray().Single().GetProperty("incident").GetString());
        Assert.Equal("\"明天\"", (await director.Get($"/incidents/{incident}")).Ok()["scopes"].EnumerateArray().Last().GetProperty("variables").EnumerateArray()
            .Single(line => line.GetProperty("name").GetString() == "due").GetProperty("value").GetString());
        (await director.Post($"/instances/{id}/variables", new { name = "due", value = "明天", reason = "日期写错" })).Refused(422);
        (await director.Post($"/instances/{id}/variables", new { name = "due", value = "date(\"2099-01-01\")", reason = "日期写错" })).Ok(HttpStatusCode.NoContent);
        (await director.Post($"/incidents/{incident}/retry")).Ok(HttpStatusCode.NoContent);

        Assert.Contains("look", JsonSerializer.Serialize((await designer.Get($"/instances/{id}")).Ok()["openTasks"]), StringComparison.Ordinal);
        (await (await app.Api("grid1")).Get($"/instances/{id}/tokens")).Refused(404);
    }

    [Fact]
    public async Task Running_processes_are_taken_to_a_new_version()
    {
        var designer = await app.Api("designer1");
        await Deploy(designer, "api-moving", "先看");
        var id = (await designer.Post("/instances", new { definition = "api-moving", variables = new { due = "2099-01-01" } })).Ok(HttpStatusCode.Created)["id"].GetString();
        await Deploy(designer, "api-moving", "再看");

        Assert.Contains((await designer.Get("/versions")).Ok().Json.EnumerateArray(), line => line.GetProperty("key").GetString() == "api-moving"
            && line.GetProperty("version").GetInt32() == 1 && line.GetProperty("running").GetInt32() == 1);
        var preview = (await designer.Post("/definitions/api-moving/migration/preview", new { from = 1, to = 2 })).Ok();
        Assert.Equal("taskRelabelled", preview["instances"].EnumerateArray().Single().GetProperty("changes").EnumerateArray().Single().GetProperty("kind").GetString());
        (await (await app.Api("grid1")).Post("/definitions/api-moving/migration/preview", new { from = 1, to = 2 })).Refused(403);
        (await designer.Post("/definitions/api-moving/migration", new { from = 1, to = 2 })).Refused(422);

        var done = (await designer.Post("/definitions/api-moving/migration", new { from = 1, to = 2, reason = "按新图办理" })).Ok().Json.EnumerateArray().Single();
        Assert.False(done.TryGetProperty("problem", out var problem) && problem.ValueKind != JsonValueKind.Null);
        Assert.Equal(2, (await designer.Get($"/instances/{id}")).Ok()["version"].GetInt32());
    }

    private static async Task Deploy(HttpClient designer, string key, string name)
    {
        var xml = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d">
              <bpmn:process id="{key}" name="试办" isExecutable="true">
                <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:userTask id="look" name="{name}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street"/><zeebe:taskSchedule dueDate="=due"/></bpmn:extensionElements>
                  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
                <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look"/><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end"/>
              </bpmn:process>
            </bpmn:definitions>
            """;
        using var content = new StringContent(xml, Encoding.UTF8, "application/xml");
        (await designer.Send(HttpMethod.Post, "/definitions", content)).Ok(HttpStatusCode.Created);
    }
}
