using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Settings;

public static class SettingsServices
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<SettingsCache>()
        .AddScoped<SettingsQueries>()
        .AddScoped<Calendars>()
        .AddScoped<CalendarQueries>()
        .AddScoped<RuleChanges>()
        .AddScoped<RulePreviews>()
        .AddScoped<Recomputations>();
}
