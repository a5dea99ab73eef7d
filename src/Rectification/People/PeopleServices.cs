using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;

namespace Rectification.People;

public static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(PasswordRules.Configure)
            .AddEntityFrameworkStores<RectificationDb>()
            .AddErrorDescriber<ChineseIdentityErrors>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
        return services
            .AddSingleton<DataProtectionKeys>()
            .AddSingleton<RunningInstallation>()
            .AddScoped<Actors>()
            .AddScoped<PeopleQueries>()
            .AddScoped<AdminLogQueries>()
            .AddScoped<InstallationQueries>()
            .AddScoped<PasswordCheck>()
            .AddScoped<AdminLog>();
    }
}
