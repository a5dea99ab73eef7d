using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Web.Tests.Api;

public sealed class FileApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_photo_comes_back_as_it_went_and_runs_nothing()
    {
        var api = await app.Api("grid1");
        var stored = (await api.Upload("/files", Scenes.Pixel)).Ok();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Scenes.Pixel)), stored["sha256"].GetString());

        var opened = (await api.Get($"/files/{stored["id"].GetString()}")).Ok();
        Assert.Equal(Scenes.Pixel, opened.Bytes);
        Assert.Equal("image/png", opened.MediaType);
        Assert.Contains("nosniff", opened.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("sandbox", string.Join(' ', opened.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_it_belongs_to_a_case_only_the_uploader_sees_it_then_those_who_see_the_case()
    {
        var api = await app.Api("grid1");
        var id = (await api.Upload("/files", Scenes.Pixel)).Ok()["id"].GetString()!;
        (await (await app.Api("officer1")).Get($"/files/{id}")).Refused(404);

        (await api.Post("/hazards", new { premisesId = await app.SomePremises(), level = "general", category = "消防安全", description = "灭火器过期失效", photos = new[] { id } })).Ok(HttpStatusCode.Created);
        (await (await app.Api("officer1")).Get($"/files/{id}")).Ok();
        (await (await app.Api("grid3")).Get($"/files/{id}")).Refused(404);
    }

    [Fact]
    public async Task A_photo_of_someone_else_cannot_be_attached()
    {
        var id = (await (await app.Api("grid2")).Upload("/files", Scenes.Pixel)).Ok()["id"].GetString()!;
        (await (await app.Api("grid1")).Post("/hazards", new { premisesId = await app.SomePremises(), level = "general", category = "消防安全", description = "灭火器过期失效", photos = new[] { id } }))
            .Refused(422, field: "photos");
    }

    [Fact]
    public async Task A_broken_picture_and_other_files_are_refused_at_the_field()
    {
        var api = await app.Api("grid1");
        (await api.Upload("/files", Scenes.Pixel[..40])).Refused(422, field: "file");
        (await api.Upload("/files", Encoding.UTF8.GetBytes("<svg onload=alert(1)>"), "photo.svg", "image/svg+xml")).Refused(422, field: "file");
        (await api.Upload("/files", Encoding.UTF8.GetBytes("MZ executable"), "photo.png")).Refused(422, field: "file");
        (await api.Upload("/files", [])).Refused(422, field: "file");
    }

    [Fact]
    public async Task More_than_ten_megabytes_is_told_so()
    {
        var large = new byte[10 * 1024 * 1024 + 1];
        Scenes.Pixel.CopyTo(large, 0);
        (await (await app.Api("grid1")).Upload("/files", large)).Refused(413, "file.too-large", "file");
        (await (await app.Api("grid1")).Upload("/files", new byte[12 * 1024 * 1024])).Refused(413, "file.too-large", "file");
    }

    [Fact]
    public async Task What_is_no_upload_is_refused()
    {
        var api = await app.Api("grid1");
        (await api.Post("/files", "{}")).Refused(415);
        using var empty = new MultipartFormDataContent { { new StringContent("text"), "note" } };
        (await api.Send(HttpMethod.Post, "/files", empty)).Refused(422, field: "file");
        using var cut = new StringContent("no boundary here");
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        (await api.Send(HttpMethod.Post, "/files", cut)).Refused(400);
        (await api.Get("/files/" + Guid.NewGuid())).Refused(404);
    }
}
