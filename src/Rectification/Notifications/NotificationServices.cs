using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<Notifier>();
}
