using System.Net;
using System.Text;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class TrialApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_draft_is_played_with_given_answers_before_it_is_taken_into_use()
    {
        var api = await app.Api("designer1");
        var played = (await api.Post("/definitions/simulate", new
        {
            xml = Drawing("trial-sample", "score > 3"),
            from = "2026-09-14T09:00:00+08:00",
            script = new object[]
            {
                new { wait = "P1D" },
                new { complete = "look", variables = new { outcome = "done", score = 5 } },
                new { complete = "again", variables = new { outcome = "done" } },
            },
        })).Ok();
        Assert.Equal("Completed", played["ending"].GetString());
        Assert.Equal(2, played["tasksByRole"].GetProperty("SafetyOfficer@street").GetInt32());
        Assert.Contains(played["trace"].EnumerateArray(), line => line.GetProperty("elementId").GetString() == "again" && line.GetProperty("what").GetString() == "ElementCompleted");
        Assert.Equal("2026-09-15T09:00:00+08:00", played["until"].GetString());
        (await api.Get("/definitions/trial-sample/1")).Refused(404);
    }

    [Fact]
    public async Task A_delivered_process_is_played_with_its_settings_calendar_and_called_processes()
    {
        var played = (await (await app.Api("designer1")).Post("/definitions/simulate", new
        {
            definition = "hazard-rectification",
            variables = new { level = "onTheSpot" },
            script = new object[] { new { complete = "record-fix", variables = new { outcome = "fixed" } } },
        })).Ok();
        Assert.Equal("Terminated", played["ending"].GetString());
        var task = Assert.Single(played["tasks"].EnumerateArray());
        Assert.Equal("GridWorker@grid", task.GetProperty("candidateGroups")[0].GetString());
        Assert.NotEqual(JsonValueKind.Null, task.GetProperty("dueAt").ValueKind);
    }

    [Fact]
    public async Task What_the_script_cannot_do_and_what_is_wrong_is_told()
    {
        var api = await app.Api("designer1");
        var stopped = (await api.Post("/definitions/simulate", new { xml = Drawing("trial-sample", "score > 3"), script = new object[] { new { complete = "nothing" } } })).Ok();
        Assert.Contains("look", stopped["problem"].GetString(), StringComparison.Ordinal);
        (await api.Post("/definitions/simulate", new { xml = "<no" })).Refused(422);
        // What cannot be read hides nothing of the rest.
        var broken = Drawing("trial-sample", "score >").Replace("SafetyOfficer@street", "Emperor@moon", StringComparison.Ordinal);
        var told = (await api.Post("/definitions/simulate", new { xml = broken })).Refused(422)["problems"].EnumerateArray().Select(each => each.GetProperty("elementId").GetString());
        Assert.Equal(["look", "again", "yes"], told);
        (await api.Post("/definitions/simulate", new { definition = "no-such" })).Refused(422);
        (await api.Post("/definitions/simulate", """{"xml":"<a/>","script":[null]}""")).Refused(422);
        (await api.Post("/definitions/simulate", """{"xml":"<a/>","script":[{"wait":"P1000000Y"}]}""")).Refused(422);
        (await (await app.Api("grid1")).Post("/definitions/simulate", new { xml = "<a/>" })).Refused(403);
    }

    [Fact]
    public async Task Real_histories_are_replayed_against_a_draft()
    {
        var api = await app.Api("designer1");
        (await Send(api, "/definitions", Drawing("trial-replay", "score > 3"))).Ok(HttpStatusCode.Created);
        await Run(api, score: 5);
        await Run(api, score: 2);

        var same = (await Send(api, "/definitions/trial-replay/replay", Drawing("trial-replay", "score > 3"))).Ok()["cases"].EnumerateArray().ToList();
        Assert.Equal(2, same.Count);
        Assert.All(same, each => Assert.True(each.GetProperty("same").GetBoolean(), each.ToString()));

        var other = (await Send(api, "/definitions/trial-replay/replay", Drawing("trial-replay", "score > 7"))).Ok()["cases"].EnumerateArray().ToList();
        var changed = Assert.Single(other, each => !each.GetProperty("same").GetBoolean());
        var difference = changed.GetProperty("differences")[0];
        Assert.Equal("look", difference.GetProperty("elementId").GetString());
        Assert.Equal("again", difference.GetProperty("then")[0].GetString());
        Assert.True(difference.GetProperty("wouldHaveEnded").GetBoolean());
        Assert.Contains("再看一看", difference.GetProperty("text").GetString(), StringComparison.Ordinal);

        (await Send(api, "/definitions/trial-replay/replay?caseNumber=YH-2026-999999", Drawing("trial-replay", "score > 3"))).Refused(404);
        (await Send(api, "/definitions/trial-replay/replay", Drawing("other", "score > 3"))).Refused(422);
        (await Send(await app.Api("director1"), "/definitions/trial-replay/replay", "<a/>")).Refused(403);
    }

    [Fact]
    public async Task Warnings_come_back_at_deployment_and_stand_in_the_list()
    {
        var api = await app.Api("designer1");
        var deployed = (await Send(api, "/definitions", Drawing("trial-doubtful", "scoer > 3"))).Ok(HttpStatusCode.Created);
        Assert.Contains("scoer", Assert.Single(deployed["warnings"].EnumerateArray()).GetProperty("text").GetString(), StringComparison.Ordinal);
        var line = (await api.Get("/definitions")).Ok().Items.Single(item => item.GetProperty("key").GetString() == "trial-doubtful");
        Assert.Equal("choice", Assert.Single(line.GetProperty("warnings").EnumerateArray()).GetProperty("elementId").GetString());
    }

    [Fact]
    public async Task A_join_that_never_completes_and_a_performer_that_nobody_can_be_are_refused()
    {
        var api = await app.Api("designer1");
        var stuck = (await Send(api, "/definitions", Drawing("trial-stuck", "score > 3").Replace("exclusiveGateway id=\"merge\"", "parallelGateway id=\"merge\"", StringComparison.Ordinal))).Refused(422);
        Assert.Equal("merge", stuck["problems"].EnumerateArray().Single(each => !each.GetProperty("isWarning").GetBoolean()).GetProperty("elementId").GetString());
        var nobody = (await Send(api, "/definitions", Drawing("trial-nobody", "score > 3").Replace("SafetyOfficer@street", "GridWorker@street", StringComparison.Ordinal))).Refused(422);
        Assert.Contains("网格", nobody["problems"][0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_with_advice_instead_of_read_as_garbage()
    {
        var api = await app.Api("designer1");
        byte[] gbk = [.. "<?xml version=\"1.0\" encoding=\"GBK\"?><a n=\""u8, 0xD5, 0xFB, 0xB8, 0xC4, .. "\"/>"u8];
        var refused = (await api.Send(HttpMethod.Post, "/definitions", new ByteArrayContent(gbk) { Headers = { ContentType = new("application/xml") } })).Refused(422);
        Assert.Contains("UTF-8", refused["title"].GetString(), StringComparison.Ordinal);
        var wide = new UnicodeEncoding(false, true);
        byte[] utf16 = [.. wide.GetPreamble(), .. wide.GetBytes(Drawing("trial-utf16", "score > 3"))];
        (await api.Send(HttpMethod.Post, "/definitions", new ByteArrayContent(utf16) { Headers = { ContentType = new("application/xml") } })).Ok(HttpStatusCode.Created);
    }

    private async Task Run(HttpClient api, int score)
    {
        (await api.Post("/instances", new { definition = "trial-replay", variables = new { score } })).Ok(HttpStatusCode.Created);
        var officer = await app.Api("safety1");
        while ((await officer.Get("/tasks?box=claimable&take=200")).Ok().Items.FirstOrDefault(item => item.GetProperty("process").GetString() == "trial-replay") is { ValueKind: JsonValueKind.Object } open)
            (await officer.Post($"/tasks/{open.GetProperty("id").GetString()}/complete", new { variables = new { } })).Ok();
    }

    private static Task<Answer> Send(HttpClient api, string path, string xml) =>
        api.Send(HttpMethod.Post, path, new StringContent(xml, Encoding.UTF8, "application/xml"));

    private static string Drawing(string key, string condition) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="{key}" name="试用流程" isExecutable="true">
            <bpmn:extensionElements><zeebe:properties><zeebe:property name="variables" value="score" /></zeebe:properties></bpmn:extensionElements>
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="look" name="看一看"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street" /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:exclusiveGateway id="choice" name="够吗？" default="no" />
            <bpmn:userTask id="again" name="再看一看"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street" /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:exclusiveGateway id="merge" />
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="look" />
            <bpmn:sequenceFlow id="b" sourceRef="look" targetRef="choice" />
            <bpmn:sequenceFlow id="yes" name="还要看" sourceRef="choice" targetRef="again"><bpmn:conditionExpression>={condition.Replace(">", "&gt;", StringComparison.Ordinal)}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="no" sourceRef="choice" targetRef="merge" />
            <bpmn:sequenceFlow id="c" sourceRef="again" targetRef="merge" />
            <bpmn:sequenceFlow id="e" sourceRef="merge" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;
}
