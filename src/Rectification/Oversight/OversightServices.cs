using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Oversight;

public static class OversightServices
{
    public static IServiceCollection AddOversight(this IServiceCollection services) => services.AddScoped<OversightQueries>().AddScoped<MonthlyInspections>().AddScoped<PlannedInspections>();
}
