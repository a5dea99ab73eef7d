using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability.Steps;
using Rectification.Workflow;

namespace Rectification.Accountability;

public static class AccountabilityServices
{
    private const string Process = OpenAccountability.Process;

    public static IServiceCollection AddAccountability(this IServiceCollection services) => services
        .AddScoped<OpenAccountability>()
        .AddScoped<EvidenceWriter>()
        .AddScoped<VanishedFacts>()
        .AddScoped<Climb>()
        .AddScoped<Subjects>()
        .AddScoped<AccountabilityPapers>()
        .AddScoped<AccountabilityQueries>()
        .AddScoped<PutForwardChoices>()
        .AddScoped<ITaskBar, ConcernedPersons>()
        .AddKeyedScoped<ICaseSight, AccountabilitySight>(CaseKind.Accountability)
        .AddTaskHandler<CheckFacts>(Process, "check-facts")
        .AddTaskHandler<AnswerFacts>(Process, "answer-facts")
        .AddTaskHandler<DecideMeasure>(Process, "decide-measure")
        .AddTaskHandler<ApproveListing>(Process, "approve-listing")
        .AddTaskHandler<HoldWarningTalk>(Process, "hold-warning-talk")
        .AddTaskHandler<HoldInterview>(Process, "hold-interview")
        .AddTaskHandler<GiveFeedback>(Process, "give-feedback")
        .AddTaskHandler<HoldAdmonishment>(Process, "hold-admonishment")
        .AddTaskHandler<ReceiveClue>(Process, "receive-clue")
        .AddTaskHandler<RecordResult>(Process, "record-result")
        .AddTaskHandler<FollowUp>(Process, "follow-up")
        .AddJobHandler<IssuePaper>("issue-paper")
        .AddJobHandler<TellNoFeedback>("tell-no-feedback")
        .AddJobHandler<ClimbJob>("climb");
}
