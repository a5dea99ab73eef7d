using Microsoft.Extensions.DependencyInjection;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

public static class WorkflowServices
{
    public static IServiceCollection AddWorkflow(this IServiceCollection services)
    {
        return services
            .AddSingleton<DefinitionCache>()
            .AddScoped<Definitions>()
            .AddScoped<KnownBeside>()
            .AddScoped<Deployment>()
            .AddSingleton<DecisionCache>()
            .AddScoped<Decisions>()
            .AddScoped<DecisionDeployment>()
            .AddScoped<DecisionJournal>()
            .AddScoped<DecisionQueries>()
            .AddScoped<StreetSurroundings>()
            .AddScoped<Workflows>()
            .AddScoped<EffectWriter>()
            .AddScoped<MoveJournal>()
            .AddScoped<Journal>()
            .AddScoped<Numbers>()
            .AddSingleton<NumberBlocks>()
            .AddScoped<DrawnNumber>()
            .AddScoped<OwnCases>()
            .AddSingleton<CaseMemory>()
            .AddSingleton<ICommitWatch>(services => services.GetRequiredService<CaseMemory>())
            .AddScoped<StartTimers>()
            .AddScoped<IStreetOpened>(services => services.GetRequiredService<StartTimers>())
            .AddScoped<Staffing>()
            .AddScoped<Exclusions>()
            .AddScoped<IDeparture, ReleaseTasks>()
            .AddScoped<TaskDesk>()
            .AddScoped<Overdue>()
            .AddScoped<OpenDeadlines>()
            .AddScoped<IFollowsRules>(services => services.GetRequiredService<OpenDeadlines>())
            .AddScoped<DeadlineMoves>()
            .AddScoped<RecomputeDeadlines>()
            .AddScoped<TimerFiring>()
            .AddJobHandler<WarnHolidays>("warn-holidays")
            .AddScoped<Candidates>()
            .AddScoped<TaskViewReader>()
            .AddScoped<TaskQueries>()
            .AddScoped<OpenTaskQueries>()
            .AddScoped<SubstituteQueries>()
            .AddScoped<CaseQueries>()
            .AddScoped<IncidentQueries>()
            .AddScoped<InstanceQueries>()
            .AddScoped<DefinitionQueries>()
            .AddScoped<ShiftDesk>()
            .AddScoped<RepairDesk>()
            .AddScoped<ReturnQueries>()
            .AddScoped<MigrationQueries>()
            .AddScoped<CaseHistories>()
            .AddScoped<DraftTrials>()
            .AddScoped<Verifier>()
            .AddScoped<Outages>()
            .AddScoped<CaseSight>()
            .AddScoped<Sweeper>()
            .AddSingleton<TimerRunner>();
    }

    /// <summary>What acts by itself; a host has it, a command-line run and most tests don't.</summary>
    public static IServiceCollection AddLoops(this IServiceCollection services) => services
        // First, so that an outage is on record before anything that fell due in it acts.
        .AddHostedService<HeartbeatLoop>()
        .AddHostedService<TimerLoop>()
        .AddHostedService<OutboxLoop>();
}
