using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Boards;
using Rectification.Demo;
using Rectification.Documents;
using Rectification.Files;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Notifications;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Policies;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Signatures;
using Rectification.Storage;
using Rectification.Sweeps;
using Rectification.Workflow;

namespace Rectification;

public static class RectificationServices
{
    /// <summary>Everything but the web: storage, the request pipeline and every room. Each room adds its one line.</summary>
    public static IServiceCollection AddRectification(this IServiceCollection services, IConfiguration configuration) => services
        .AddStorage(configuration)
        .AddRectificationRooms();

    public static IServiceCollection AddRectificationRooms(this IServiceCollection services) => services
        .AddRequests(typeof(RectificationServices).Assembly)
        .AddPeople()
        .AddPremises()
        .AddSettings()
        .AddWorkflow()
        .AddSignatures()
        .AddNotifications()
        .AddFiles()
        .AddDocuments()
        .AddAccountability()
        .AddHazards()
        .AddLedgers()
        .AddPolicies()
        .AddOversight()
        .AddSweeps()
        .AddBoards()
        .AddScoped<IDemoCases, DemoHazards>();
}
