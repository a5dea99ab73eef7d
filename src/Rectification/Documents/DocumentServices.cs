using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) =>
        services.AddScoped<DocumentQueries>().AddScoped<PrintQueries>().AddScoped<PaperDesk>();
}
