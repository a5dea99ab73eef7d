using System.Net;
using System.Text;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class DefinitionApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_delivered_drawings_are_listed_and_come_back_as_drawn()
    {
        var api = await app.Api("designer1");
        var keys = (await api.Get("/definitions")).Ok().Items.Select(item => item.GetProperty("key").GetString()).ToArray();
        foreach (var key in (string[])["hazard-rectification", "enforcement", "major-hazard-report"])
            Assert.Contains(key, keys);
        var drawing = (await api.Get("/definitions/hazard-rectification/1")).Ok();
        Assert.Equal("application/xml", drawing.MediaType);
        Assert.Contains("issue-notice", drawing.Text, StringComparison.Ordinal);
        (await api.Get("/definitions/hazard-rectification/999")).Refused(404);
        (await api.Get("/definitions/nothing/1")).Refused(404);
    }

    [Fact]
    public async Task A_process_without_a_case_is_deployed_started_and_looked_at()
    {
        var api = await app.Api("designer1");
        var deployed = (await Deploy(api, Drawing("api-sample", "SafetyOfficer@street"))).Ok(HttpStatusCode.Created);
        Assert.Equal("api-sample", deployed["key"].GetString());
        Assert.Equal(1, deployed["version"].GetInt32());

        var started = (await (await app.Api("designer1")).Post("/instances", new { definition = "api-sample", variables = new { note = "试一试" } })).Ok(HttpStatusCode.Created);
        var instance = (await api.Get($"/instances/{started["id"].GetString()}")).Ok();
        Assert.Equal("api-sample", instance["definition"].GetString());
        Assert.Contains("look", JsonSerializer.Serialize(instance.Json), StringComparison.Ordinal);

        var inbox = (await (await app.Api("safety1")).Get("/tasks?box=claimable&take=200")).Ok().Items.Single(item => item.GetProperty("process").GetString() == "api-sample");
        (await (await app.Api("safety1")).Post($"/tasks/{inbox.GetProperty("id").GetString()}/complete", new { variables = new { } })).Ok();
    }

    [Fact]
    public async Task What_cannot_run_is_refused_with_every_problem()
    {
        var api = await app.Api("designer1");
        var refused = (await Deploy(api, Drawing("api-broken", "Nobody@nowhere"))).Refused(422);
        var problem = refused["problems"].EnumerateArray().First();
        Assert.Equal("look", problem.GetProperty("elementId").GetString());
        Assert.True(problem.GetProperty("line").GetInt32() >= 0);
        Assert.NotEqual("", problem.GetProperty("text").GetString());
        (await Deploy(api, "<not xml")).Refused(422);
        (await Deploy(api, "")).Refused(422);
        (await Deploy(api, """<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>""")).Refused(422);
        (await Deploy(api, new string(' ', 11 * 1024 * 1024))).Refused(413);
    }

    [Theory]
    [InlineData("grid1")]
    [InlineData("director1")]
    [InlineData("sysadmin1")]
    [InlineData("auditor1")]
    public async Task Only_a_designer_deploys(string userName)
    {
        (await Deploy(await app.Api(userName), Drawing("api-by-other", "SafetyOfficer@street"))).Refused(403);
        (await (await app.Api("designer1")).Get("/definitions/api-by-other/1")).Refused(404);
    }

    [Theory]
    [InlineData("""{"definition":"hazard-rectification"}""")]
    [InlineData("""{"definition":"nothing"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"definition":4}""")]
    [InlineData("""{"definition":"api-sample","variables":[]}""")]
    public async Task An_instance_that_cannot_be_started_alone_is_refused(string body)
    {
        var answer = await (await app.Api("designer1")).Post("/instances", body);
        Assert.InRange((int)answer.Status, 400, 499);
        answer.Refused((int)answer.Status);
    }

    [Fact]
    public async Task An_instance_that_nobody_started_is_not_found() =>
        (await (await app.Api("designer1")).Get($"/instances/{Guid.NewGuid()}")).Refused(404);

    private static Task<Answer> Deploy(HttpClient api, string xml) =>
        api.Send(HttpMethod.Post, "/definitions", new StringContent(xml, Encoding.UTF8, "application/xml"));

    private static string Drawing(string key, string group) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="{key}" name="试用流程" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="look" />
            <bpmn:userTask id="look" name="看一看">
              <bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="{group}" /></bpmn:extensionElements>
              <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="b" sourceRef="look" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
