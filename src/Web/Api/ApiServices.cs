namespace Rectification.Web.Api;

/// <summary>The HTTP API <c>/api/v1</c>: composition only, one file per resource beside this one.</summary>
public static class ApiServices
{
    public const string Root = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi("v1", OpenApiText.Describe);
        return services;
    }

    /// <summary>Before authentication, so that what it refuses is told as problem details too.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ProblemMiddleware>());

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        HealthApi.Map(app);

        var open = app.MapGroup(Root).AddEndpointFilter(new ApiAccess(openToAll: true)).DisableAntiforgery();
        SignInApi.Map(open);

        var api = app.MapGroup(Root).AddEndpointFilter(new ApiAccess(openToAll: false)).DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        MeApi.Map(api);
        TaskApi.Map(api);
        FileApi.Map(api);
        HazardApi.Map(api);
        CaseApi.Map(api);
        PremisesApi.Map(api);
        AccountabilityApi.Map(api);
        LedgerApi.Map(api);
        OversightApi.Map(api);
        DefinitionApi.Map(api);
        DecisionApi.Map(api);
        TrialApi.Map(api);
        InstanceApi.Map(api);
        ReturnApi.Map(api);
        IncidentApi.Map(api);
        MigrationApi.Map(api);
        MessageApi.Map(api);
        ClockApi.Map(api);
    }
}
