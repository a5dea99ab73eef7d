using System.Net;
using System.Text;

namespace Rectification.Web.Tests.Api;

public sealed class DecisionApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_delivered_decision_files_are_listed_and_come_back_as_written()
    {
        var api = await app.Api("designer1");
        var lines = (await api.Get("/definitions")).Ok().Items.Where(item => item.GetProperty("kind").GetString() == "decision").ToList();
        foreach (var key in (string[])["hazard-level.dmn", "accountability.dmn", "grading.dmn", "inspection-frequency.dmn"])
            Assert.Contains(lines, line => line.GetProperty("key").GetString() == key && line.GetProperty("isNewest").GetBoolean());

        var file = (await api.Get("/definitions/accountability.dmn/1")).Ok();
        Assert.Equal("application/xml", file.MediaType);
        Assert.Contains("basic-measure", file.Text, StringComparison.Ordinal);
        Assert.Contains("check-facts", (await api.Get("/definitions/accountability/1")).Ok().Text, StringComparison.Ordinal);
        Assert.Contains((await api.Get("/decisions")).Ok().Items, item => item.GetProperty("id").GetString() == "grading-advice");
    }

    [Fact]
    public async Task A_decision_is_tried_and_tells_its_result_with_the_rows()
    {
        var answer = (await (await app.Api("grid1")).Post("/decisions/accountability-measure/evaluate",
            new { inputs = new { trigger = "N4", subject = "community", repeats = 2 } })).Ok();

        Assert.Equal("interview", answer["value"].GetProperty("measure").GetString());
        Assert.Equal("accountability", answer["file"].GetString());
        var why = answer["why"].EnumerateArray().ToDictionary(part => part.GetProperty("id").GetString()!);
        Assert.Equal(4, why["basic-measure"].GetProperty("rules")[0].GetProperty("row").GetInt32());
        Assert.Equal("003-4.1.4", why["basic-measure"].GetProperty("rules")[0].GetProperty("annotations")[0].GetString());
        Assert.Equal(3, why["climbing-measure"].GetProperty("rules")[0].GetProperty("row").GetInt32());
    }

    [Theory]
    [InlineData("nothing", """{"inputs":{}}""", 404)]
    [InlineData("accountability-measure", """{"inputs":{"trigger":"Z9"}}""", 422)]
    [InlineData("accountability-measure", """{"inputs":[1]}""", 422)]
    [InlineData("accountability-measure", "not json", 400)]
    public async Task What_cannot_be_asked_is_refused(string id, string body, int status) =>
        (await (await app.Api("grid1")).Post($"/decisions/{id}/evaluate", body)).Refused(status);

    [Fact]
    public async Task A_designer_deploys_a_file_and_a_faulty_one_is_refused_with_table_row_and_column()
    {
        var api = await app.Api("designer1");
        var deployed = (await Deploy(api, File("\"a\""))).Ok(HttpStatusCode.Created);
        Assert.Equal(("api-table.dmn", 1), (deployed["key"].GetString(), deployed["version"].GetInt32()));
        Assert.Contains("没有一行适用于", deployed["warnings"][0].GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Equal(2, (await Deploy(api, File("\"b\""))).Ok(HttpStatusCode.Created)["version"].GetInt32());

        var problem = (await Deploy(api, File("unknown name"))).Refused(422)["problems"][0];

        Assert.Equal(("api-fee", 1, 2), (problem.GetProperty("elementId").GetString(), problem.GetProperty("row").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.True(problem.GetProperty("line").GetInt32() > 1);
        (await Deploy(await app.Api("director1"), File("\"c\""))).Refused(403);
    }

    private static Task<Answer> Deploy(HttpClient api, string xml) =>
        api.Send(HttpMethod.Post, "/definitions", new StringContent(xml, Encoding.UTF8, "application/xml"));

    private static string File(string output) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="api-table" name="试表" namespace="urn:api-table">
          <inputData id="n" name="数"><variable name="n" typeRef="number"/></inputData>
          <decision id="api-fee" name="试表"><variable name="result"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
            <decisionTable><input label="数"><inputExpression typeRef="number"><text>n</text></inputExpression></input><output name="result"/>
              <rule><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>{output}</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
}
