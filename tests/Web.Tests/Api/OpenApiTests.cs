using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class OpenApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_document_describes_every_call_of_the_contract()
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await app.Client().GetStringAsync("/openapi/v1.json"));
        var paths = document.GetProperty("paths");
        (string, string)[] calls =
        [
            ("/api/v1/sign-in", "post"), ("/api/v1/me", "get"), ("/api/v1/tasks", "get"), ("/api/v1/tasks/{id}", "get"), ("/api/v1/tasks/{id}/claim", "post"),
            ("/api/v1/tasks/{id}/unclaim", "post"), ("/api/v1/tasks/{id}/complete", "post"), ("/api/v1/files", "post"), ("/api/v1/files/{id}", "get"),
            ("/api/v1/hazards", "post"), ("/api/v1/hazards", "get"), ("/api/v1/hazards/{caseNumber}", "get"), ("/api/v1/cases/{caseNumber}/trace", "get"),
            ("/api/v1/cases/{caseNumber}/diagram", "get"), ("/api/v1/premises", "get"), ("/api/v1/premises/import", "post"), ("/api/v1/accountability", "get"),
            ("/api/v1/accountability", "post"), ("/api/v1/accountability/{caseNumber}", "get"), ("/api/v1/accidents", "post"), ("/api/v1/supervision-findings", "post"),
            ("/api/v1/resumptions", "post"), ("/api/v1/inspection-duties", "post"), ("/api/v1/inspections", "post"),
            ("/api/v1/tasks/{id}/substitutes", "get"), ("/api/v1/tasks/{id}/substitute", "post"),
            ("/api/v1/ledgers", "get"), ("/api/v1/ledgers/{caseNumber}", "get"),
            ("/api/v1/decisions", "get"), ("/api/v1/decisions/{id}/evaluate", "post"),
            ("/api/v1/definitions", "get"), ("/api/v1/definitions/{key}/{version}", "get"), ("/api/v1/definitions", "post"), ("/api/v1/instances", "post"),
            ("/api/v1/definitions/simulate", "post"), ("/api/v1/definitions/{key}/replay", "post"),
            ("/api/v1/instances/{id}", "get"), ("/api/v1/cases/{caseNumber}/returns", "get"), ("/api/v1/cases/{caseNumber}/return", "post"),
            ("/api/v1/tasks/{id}/returns", "get"), ("/api/v1/tasks/{id}/return", "post"), ("/api/v1/instances/{id}/tokens", "get"),
            ("/api/v1/instances/{id}/tokens/move", "post"), ("/api/v1/instances/{id}/tokens/add", "post"), ("/api/v1/instances/{id}/tokens/cancel", "post"),
            ("/api/v1/instances/{id}/variables", "post"), ("/api/v1/incidents", "get"), ("/api/v1/incidents/{id}", "get"), ("/api/v1/incidents/{id}/retry", "post"),
            ("/api/v1/versions", "get"), ("/api/v1/definitions/{key}/migration/preview", "post"), ("/api/v1/definitions/{key}/migration", "post"), ("/api/v1/messages", "post"), ("/api/v1/demo/clock", "get"), ("/api/v1/demo/clock", "post"),
        ];
        Assert.All(calls, call => Assert.True(paths.TryGetProperty(call.Item1, out var path) && path.TryGetProperty(call.Item2, out _), call.ToString()));
        Assert.Equal(calls.Length, paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task What_a_call_takes_is_described_field_by_field()
    {
        var text = await app.Client().GetStringAsync("/openapi/v1.json");
        foreach (var field in (string[])["premisesId", "interimMeasures", "correlationKey", "signature", "accessToken"])
            Assert.Contains($"\"{field}\"", text, StringComparison.Ordinal);
    }
}
