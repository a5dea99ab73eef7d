using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Policies;

public static class PolicyServices
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddScoped<PolicyCoverage>()
        .AddScoped<PolicyQueries>();
}
