using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Rectification.Web.Api;

/// <summary>What the OpenAPI document says beyond what the routes say themselves.</summary>
internal static class OpenApiText
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "隐患整改系统接口",
                Version = "v1",
                Description = "错误一律为 RFC 9457 问题详情：`code` 稳定，`title` 为中文说明，`errors` 逐字段说明。列表按 `after` 翻页，`next` 为空即到末页，`take` 最多 200。",
            };
            // The address it was asked at is the address it is used at.
            document.Servers?.Clear();
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "由 POST /api/v1/sign-in 取得" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.RelativePath?.EndsWith("/sign-in", StringComparison.Ordinal) != true)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
