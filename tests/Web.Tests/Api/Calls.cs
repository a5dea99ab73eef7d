using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

/// <summary>The API as a script uses it: JSON in, status and JSON out.</summary>
internal static class Calls
{
    public const string Root = "/api/v1";

    extension(HttpClient api)
    {
        public async Task<Answer> Get(string path) => await Answer.Of(await api.GetAsync(Root + path));

        /// <param name="body">An object, or a string to be sent as it is.</param>
        public Task<Answer> Post(string path, object? body = null, string? idempotencyKey = null) =>
            api.Send(HttpMethod.Post, path, body is null ? null : Json(body), idempotencyKey);

        public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, string? idempotencyKey = null)
        {
            using var request = new HttpRequestMessage(method, Root + path) { Content = content };
            if (idempotencyKey is not null)
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            return await Answer.Of(await api.SendAsync(request));
        }

        public async Task<Answer> Upload(string path, byte[] bytes, string name = "photo.png", string contentType = "image/png")
        {
            using var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new(contentType);
            using var form = new MultipartFormDataContent { { file, "file", name } };
            return await api.Send(HttpMethod.Post, path, form);
        }
    }

    public static StringContent Json(object body) =>
        new(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}

internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Bytes);

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string Title => Json.GetProperty("title").GetString()!;

    public IEnumerable<string> FieldsAtFault => Json.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(error => error.Name) : [];

    public JsonElement this[string name] => Json.GetProperty(name);

    public JsonElement[] Items => [.. Json.GetProperty("items").EnumerateArray()];

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        using (response)
            return new(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The answer itself when the call went well; otherwise the test fails and shows what was said.</summary>
    public Answer Ok(HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    /// <summary>Refused as the contract says: problem details with a stable code and a Chinese title, never a page.</summary>
    public Answer Refused(int status, string? code = null, string? field = null)
    {
        Assert.True((int)Status == status, $"{(int)Status} instead of {status}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.Matches(@"^[a-z0-9-]+(\.[a-z0-9-]+)*$", Code);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", Title);
        if (code is not null)
            Assert.Equal(code, Code);
        if (field is not null)
            Assert.Contains(field, FieldsAtFault);
        return this;
    }
}
