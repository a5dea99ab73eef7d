using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Boards;

public static class BoardServices
{
    public static IServiceCollection AddBoards(this IServiceCollection services) => services
        .AddSingleton<FinishedMonths>()
        .AddScoped<FigureQueries>()
        .AddScoped<Bites>()
        .AddScoped<CommunityBoardQueries>()
        .AddScoped<StreetBoardQueries>()
        .AddScoped<LeaderBoardQueries>();
}
