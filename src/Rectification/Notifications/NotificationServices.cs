using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton(provider => MailSettings.Read(provider.GetService<IConfiguration>() ?? new ConfigurationBuilder().Build()))
        .AddKeyedScoped<IOutboxSender, MailSender>(MailSender.Kind)
        .AddScoped<Notifier>()
        .AddKeyedScoped<IOutboxSender, InAppSender>(InAppSender.Kind)
        .AddScoped<NotificationQueries>()
        .AddSingleton<OutboxRunner>();
}
