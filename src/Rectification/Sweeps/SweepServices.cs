using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Workflow;

namespace Rectification.Sweeps;

public static class SweepServices
{
    public static IServiceCollection AddSweeps(this IServiceCollection services) => services
        .AddScoped<LateTasks>().AddScoped<IFinder>(provider => provider.GetRequiredService<LateTasks>())
        .AddScoped<LatePersons>().AddScoped<IFinder>(provider => provider.GetRequiredService<LatePersons>())
        .AddScoped<IFinder, OverdueHazards>()
        .AddScoped<IFinder, MonthEnd>()
        .AddScoped<Progress>()
        .AddScoped<NextSteps>()
        .AddScoped<IStandingFacts, StandingFacts>()
        .AddScoped<StreetSweep>().AddScoped<ISweep>(provider => provider.GetRequiredService<StreetSweep>())
        .AddScoped<IOverdueListener, BecameLate>();
}
