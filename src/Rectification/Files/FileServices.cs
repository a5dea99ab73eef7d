using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Files;

public static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services) =>
        services.AddScoped<FileQueries>().AddScoped<CaseFiles>();
}
