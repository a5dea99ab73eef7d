using MediatR;
using Rectification.Premises;
using Rectification.Requests;

namespace Rectification.Web.Api;

internal static class PremisesApi
{
    private const int MaxRequestBytes = 10 * 1024 * 1024;

    private static readonly Problem TooLarge = Problem.Field("file", "文件超过 10 MB，请分成几个文件") with { Kind = ProblemKind.TooLarge, Code = "file.too-large" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/premises", List).WithSummary("场所，按名称排列，限本人范围").Produces<Page<SiteRow>>().ProducesProblem(422);
        api.MapPost("/premises/import", Import).WithSummary("从 xlsx 导入场所：全部导入，或逐行列出问题而一行也不导入")
            .Accepts<IFormFile>("multipart/form-data").Produces<ImportedSites>().ProducesProblem(413).ProducesProblem(422);
    }

    private static async Task<IResult> List([AsParameters] PremisesQuery query, PremisesQueries premises, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(query.After, query.Take);
        if (page.Problem is { } problem)
            return problem.ToHttp();
        if (!query.TryColour(out var colour))
            return Problem.Field("colour", "应为 none、blue、yellow 或 red").ToHttp();
        var filter = new PremisesFilter(query.Search, query.Community, query.Grid, query.Category, colour);
        return (await premises.List(filter, current.Required, page.Value.After, page.Value.Take, ct)).ToHttp(TypedResults.Ok);
    }

    private static async Task<IResult> Import(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var file = await FormFile.Read(request, MaxRequestBytes, TooLarge, ct);
        return file.Problem is { } problem ? problem.ToHttp() : (await mediator.Send(new ImportSites(file.Value.Content), ct)).ToHttp(TypedResults.Ok);
    }
}

/// <param name="Search">Part of the name or address.</param>
internal sealed record PremisesQuery(string? Search, Guid? Community, Guid? Grid, string? Category, string? Colour, string? After, string? Take)
{
    public bool TryColour(out Colour? colour)
    {
        colour = null;
        if (string.IsNullOrEmpty(Colour))
            return true;
        if (!Enum.TryParse<Colour>(Colour, ignoreCase: true, out var read) || !Enum.IsDefined(read))
            return false;
        colour = read;
        return true;
    }
}
