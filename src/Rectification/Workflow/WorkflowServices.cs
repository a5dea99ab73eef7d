using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Workflow;

public static class WorkflowServices
{
    public static IServiceCollection AddWorkflow(this IServiceCollection services) => services
        .AddScoped<Journal>()
        .AddScoped<Numbers>();
}
