using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability.Steps;
using Rectification.Workflow;

namespace Rectification.Accountability;

public static class AccountabilityServices
{
    public static IServiceCollection AddAccountability(this IServiceCollection services) => services
        .AddScoped<OpenAccountability>()
        .AddScoped<AccountabilityQueries>()
        .AddTaskHandler<CheckFacts>(OpenAccountability.Process, "check-facts")
        .AddTaskHandler<AnswerFacts>(OpenAccountability.Process, "answer-facts")
        .AddTaskHandler<DecideMeasure>(OpenAccountability.Process, "decide-measure")
        .AddTaskHandler<FollowUp>(OpenAccountability.Process, "follow-up");
}
