using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Hazards;

public static class HazardServices
{
    public static IServiceCollection AddHazards(this IServiceCollection services) =>
        services.AddScoped<HazardQueries>();
}
