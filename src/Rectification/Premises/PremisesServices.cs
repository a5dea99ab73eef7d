using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Premises;

public static class PremisesServices
{
    public static IServiceCollection AddPremises(this IServiceCollection services) => services.AddScoped<PremisesQueries>();
}
