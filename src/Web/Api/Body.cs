using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rectification.Web.Api;

/// <summary>A request's JSON body, or what is wrong with it; the API's filter answers the problem before an endpoint sees it.</summary>
internal sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? value;

    private Body(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    public Problem? Problem { get; }

    public T Value => value ?? throw new InvalidOperationException("The filter lets no body with a problem through.");

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = await JsonBody.Read(context.Request, context.RequestAborted);
        if (read.Problem is { } problem)
            return new(null, problem);
        using var document = read.Value;
        try
        {
            return new(document.Deserialize<T>(ApiJson.Options), null);
        }
        catch (JsonException wrong)
        {
            return new(null, JsonBody.WrongType(wrong.Path));
        }
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

internal interface IBody
{
    Problem? Problem { get; }
}

internal static class JsonBody
{
    /// <summary>Room for every form with long texts and a drawn signature; photos travel as files.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<Result<JsonDocument>> Read(HttpRequest request, CancellationToken ct)
    {
        if (await Bytes(request, MaxBytes, ct) is not { } bytes)
            return new Problem(ProblemKind.TooLarge, "request.too-large", "提交的内容太大，最多 2 MB；照片请先上传再引用");
        if (bytes.Length == 0)
            return Malformed("请求没有内容，应为 JSON");
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(Strict.GetString(bytes));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Malformed("请求内容应为 JSON 对象");
            if (Unfit(document.RootElement) is { } problem)
                return problem;
            var fit = document;
            document = null;
            return fit;
        }
        catch (JsonException broken)
        {
            return Malformed($"请求内容不是完整的 JSON：第 {broken.LineNumber + 1} 行附近有误");
        }
        catch (DecoderFallbackException)
        {
            return Malformed("请求内容不是 UTF-8 编码的文字");
        }
        finally
        {
            document?.Dispose();
        }
    }

    /// <summary>The whole body, or null when it is larger than allowed.</summary>
    public static async Task<byte[]?> Bytes(HttpRequest request, int max, CancellationToken ct)
    {
        if (request.ContentLength > max)
            return null;
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
        {
            if (buffer.Length + read > max)
                return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    /// <param name="path">As the serializer tells it: <c>$.signature.image</c>.</param>
    public static Problem WrongType(string? path)
    {
        var field = path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
        // An item at fault is told at its list.
        field = field.Split('[')[0];
        return field.Length == 0 ? Problem.Invalid("input.invalid", "内容的格式不对") : Problem.Field(field, "格式不对，请按接口说明填写");
    }

    private static Problem Malformed(string title) => new(ProblemKind.Malformed, "request.malformed", title);

    /// <summary>Half characters, NUL and numbers beyond any measure are valid JSON that no database stores.</summary>
    private static Problem? Unfit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    if ((UnfitText(() => property.Name) ?? Unfit(property.Value)) is { } problem)
                        return problem;
                return null;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    if (Unfit(item) is { } problem)
                        return problem;
                return null;
            case JsonValueKind.String:
                return UnfitText(() => element.GetString());
            case JsonValueKind.Number when !element.TryGetDecimal(out _):
                return Malformed("内容中有超出范围的数字");
            default:
                return null;
        }
    }

    private static Problem? UnfitText(Func<string?> text)
    {
        try
        {
            return text()?.Contains('\0') == true ? Malformed("内容中有不能保存的字符") : null;
        }
        catch (InvalidOperationException)
        {
            return Malformed("内容中有不完整的字符");
        }
    }
}
