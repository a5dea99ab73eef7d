using Microsoft.Extensions.DependencyInjection;
using Rectification.Workflow;

namespace Rectification.Oversight;

public static class OversightServices
{
    public static IServiceCollection AddOversight(this IServiceCollection services) => services
        .AddScoped<OversightQueries>()
        .AddScoped<MonthlyInspections>()
        .AddScoped<PlannedInspections>()
        .AddScoped<ISweep, DayLedger>();
}
