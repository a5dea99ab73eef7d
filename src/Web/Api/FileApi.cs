using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Rectification.Files;
using Rectification.Requests;

namespace Rectification.Web.Api;

internal static class FileApi
{
    // The largest file and its multipart frame.
    private const int MaxRequestBytes = StoreFile.MaxLength + 64 * 1024;

    private static readonly Problem TooLarge = Problem.Field("file", "文件超过 10 MB，请压缩或另选文件") with { Kind = ProblemKind.TooLarge, Code = "file.too-large" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/files", Store).WithSummary("上传照片或 PDF，最大 10 MB")
            .Accepts<IFormFile>("multipart/form-data").Produces<StoredFile>().ProducesProblem(413).ProducesProblem(422);
        api.MapGet("/files/{id:guid}", Open).WithSummary("打开文件，限上传人和能看到所属案件的人").Produces(200).ProducesProblem(404);
    }

    private static async Task<IResult> Store(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var file = await FormFile.Read(request, MaxRequestBytes, TooLarge, ct);
        if (file.Problem is { } problem)
            return problem.ToHttp();
        return (await mediator.Send(new StoreFile(file.Value.Name, file.Value.ContentType, file.Value.Content), ct)).ToHttp(TypedResults.Ok);
    }

    private static async Task<IResult> Open(Guid id, FileQueries files, CurrentActor current, HttpContext http, CancellationToken ct) =>
        (await files.Open(id, current.Required, ct)).ToHttp(file =>
        {
            // What people uploaded is shown, never run.
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
            http.Response.Headers.ETag = $"\"{file.Sha256}\"";
            return TypedResults.File(file.Bytes, file.ContentType, file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? null : file.FileName);
        });
}

/// <summary>The one file of a multipart form, read within a limit.</summary>
internal sealed record FormFile(string Name, string ContentType, byte[] Content)
{
    public static async Task<Result<FormFile>> Read(HttpRequest request, int maxBytes, Problem tooLarge, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return new Problem(ProblemKind.Malformed, "request.malformed", "请以 multipart/form-data 提交一个文件");
        if (request.ContentLength > maxBytes)
            return tooLarge;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes;
        IFormCollection form;
        try
        {
            form = await request.HttpContext.Features.GetRequiredFeature<IFormFeature>().ReadFormAsync(ct);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return tooLarge;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return new Problem(ProblemKind.Malformed, "request.malformed", "上传的表单不完整，请重新上传");
        }
        if (form.Files.Count == 0)
            return Problem.Field("file", "请选择要上传的文件");
        await using var stream = form.Files[0].OpenReadStream();
        using var content = new MemoryStream((int)form.Files[0].Length);
        await stream.CopyToAsync(content, ct);
        return new FormFile(form.Files[0].FileName, form.Files[0].ContentType ?? "", content.ToArray());
    }
}
