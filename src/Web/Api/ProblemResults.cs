using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Rectification.Web.Api;

/// <summary>Problems as RFC 9457 tells them: a stable <c>code</c>, a Chinese <c>title</c>, <c>errors</c> per field.</summary>
public static class ProblemResults
{
    extension(Problem problem)
    {
        public int Status => problem.Kind switch
        {
            ProblemKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            ProblemKind.Malformed => StatusCodes.Status400BadRequest,
            ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
            ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            _ => StatusCodes.Status500InternalServerError,
        };

        public ProblemHttpResult ToHttp() => Answer(problem.Status, problem.Code, problem.Title,
            problem.Errors?.ToDictionary(error => error.Key, error => new[] { error.Value }));

        /// <summary>With one member of its own beside the usual ones.</summary>
        public ProblemHttpResult ToHttp(string member, object value)
        {
            var answer = problem.ToHttp();
            answer.ProblemDetails.Extensions[member] = value;
            return answer;
        }
    }

    extension<T>(Result<T> result)
    {
        /// <summary>The answer made of the value, or the problem.</summary>
        public IResult ToHttp(Func<T, IResult> answer) => result.Problem is { } problem ? problem.ToHttp() : answer(result.Value);

        public IResult ToOk<TAnswer>(Func<T, TAnswer> answer) => result.ToHttp(value => TypedResults.Ok(answer(value)));

        public IResult ToNoContent() => result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>What routing, authentication and the server itself refuse without a word.</summary>
    public static ProblemHttpResult ForStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Answer(status, "request.malformed", "请求格式不正确"),
        StatusCodes.Status401Unauthorized => Answer(status, "sign-in.required", "请先登录"),
        StatusCodes.Status403Forbidden => Answer(status, "access.denied", "您没有权限进行这项操作"),
        StatusCodes.Status404NotFound => Answer(status, "not-found", "没有找到，或不在您的范围内"),
        StatusCodes.Status405MethodNotAllowed => Answer(status, "method.not-allowed", "这个地址不接受这种请求方式"),
        StatusCodes.Status411LengthRequired => Answer(status, "request.length-required", "请求缺少长度"),
        StatusCodes.Status413PayloadTooLarge => Answer(status, "request.too-large", "提交的内容太大"),
        StatusCodes.Status414UriTooLong => Answer(status, "request.address-too-long", "请求地址太长"),
        StatusCodes.Status415UnsupportedMediaType => Answer(status, "request.media-type", "不接受这种内容类型"),
        StatusCodes.Status429TooManyRequests => Answer(status, "request.too-many", "请求太频繁，请稍后再试"),
        StatusCodes.Status503ServiceUnavailable => Answer(status, "server.busy", "系统正忙，请稍后再试"),
        < StatusCodes.Status500InternalServerError => Answer(status, "request.refused", "请求未被接受"),
        _ => Answer(status, "server.error", "系统出错，请求没有完成，请稍后再试"),
    };

    private static ProblemHttpResult Answer(int status, string code, string title, Dictionary<string, string[]>? errors = null)
    {
        var details = new ProblemDetails { Status = status, Title = title, Type = "about:blank" };
        details.Extensions["code"] = code;
        if (errors is not null)
            details.Extensions["errors"] = errors;
        return TypedResults.Problem(details);
    }
}
