using Microsoft.Extensions.DependencyInjection;
using Rectification.Enforcement;
using Rectification.Enforcement.Steps;
using Rectification.Hazards.Jobs;
using Rectification.Hazards.Steps;
using Rectification.Signatures;
using Rectification.Workflow;

namespace Rectification.Hazards;

public static class HazardServices
{
    private const string Report = "major-hazard-report";
    private const string Enforcement = "enforcement";

    public static IServiceCollection AddHazards(this IServiceCollection services) => services
        .AddScoped<HazardQueries>()
        .AddScoped<InspectionQueries>()
        .AddScoped<ClosingRates>()
        .AddScoped<HazardDesk>()
        .AddScoped<NoticeWriter>()
        .AddScoped<CasePapers>()
        .AddScoped<PoliceHandovers>()
        .AddScoped<ReportWriter>()
        .AddScoped<RegistrationCheck>()
        .AddScoped<HazardLikeness>()
        .AddScoped<HazardAdvice>()
        .AddScoped<Relapses>()
        .AddScoped<Reinspections>()
        .AddMessage<ReinspectionMessage>(new(Reinspections.Message, ["text", "files"], Reinspections.MaySend))
        .AddMessage(new KnownMessage("deadline-set", HazardVariables.CaseNumber, HazardVariables.DeadlineAt))
        .AddMessage(new KnownMessage("deadline-met"))
        .AddMessage(new KnownMessage("raised-to-major", HazardVariables.Level, HazardVariables.VerifiedOnSite, HazardVariables.VerifiedByStreet, HazardVariables.StopRecorded,
            HazardVariables.Extensions, HazardVariables.Rejections, HazardVariables.Refusals, HazardVariables.LastChance, HazardVariables.EnforcementResult, HazardVariables.Reason))
        .AddSignedText<ReportText>(Report)
        .AddCaseListener<HazardEnd>(CaseKind.Hazard)
        .AddRectificationSteps()
        .AddReportSteps()
        .AddScoped<HandoverQueries>()
        .AddScoped<OpenHazards>()
        .AddEnforcementSteps()
        .AddJobs();

    private static IServiceCollection AddRectificationSteps(this IServiceCollection services) => services
        .AddTaskHandler<RecordFix>(HazardDesk.Process, "record-fix")
        .AddTaskHandler<IssueNotice>(HazardDesk.Process, "issue-notice")
        .AddTaskHandler<Revisit>(HazardDesk.Process, "revisit")
        .AddTaskHandler<ApproveExtension>(HazardDesk.Process, "approve-extension")
        .AddTaskHandler<OrderRectification>(HazardDesk.Process, "order-rectification")
        .AddTaskHandler<Accept>(HazardDesk.Process, "accept")
        .AddTaskHandler<RecordStopMeasures>(HazardDesk.Process, "record-stop-measures")
        .AddTaskHandler<VerifyOnSite>(HazardDesk.Process, "verify-on-site")
        .AddTaskHandler<ObjectToNone>(HazardDesk.Process, "object-to-none")
        .AddTaskHandler<AssessLevel>(HazardDesk.Process, "assess-level")
        .AddTaskHandler<AssessLevelStreet>(HazardDesk.Process, "assess-level-street")
        .AddTaskHandler<VerifyStreet>(HazardDesk.Process, "verify-street")
        .AddTaskHandler<ReportProgress>(HazardDesk.Process, "report-progress")
        .AddTaskHandler<AgreeAcceptance>(HazardDesk.Process, "agree-acceptance")
        .AddTaskHandler<StrikeOff>(HazardDesk.Process, "strike-off")
        .AddTaskPrefill<NoticePrefill>(HazardDesk.Process, "issue-notice")
        .AddTaskPrefill<NoticePrefill>(HazardDesk.Process, "record-stop-measures")
        .AddTaskPrefill<ExtensionPrefill>(HazardDesk.Process, "approve-extension");

    private static IServiceCollection AddReportSteps(this IServiceCollection services) => services
        .AddTaskHandler<FillReport>(Report, "fill-report")
        .AddTaskHandler<CompleteReport>(Report, "complete-report")
        .AddTaskHandler<ApproveReport>(Report, "sign-as-leader")
        .AddTaskHandler<ApproveReport>(Report, "affix-seal")
        .AddTaskHandler<ApproveReport>(Report, "review-as-linked-leader")
        .AddTaskHandler<FileReport>(Report, "file-report")
        .AddTaskPrefill<ReportPrefill>(Report, "fill-report")
        .AddTaskPrefill<ReportPrefill>(Report, "complete-report");

    private static IServiceCollection AddEnforcementSteps(this IServiceCollection services) => services
        .AddTaskHandler<ReportRefusal>(Enforcement, "report-refusal")
        .AddTaskHandler<EnforceOnSite>(Enforcement, "enforce-on-site")
        .AddTaskHandler<DecideClosure>(Enforcement, "decide-closure")
        .AddTaskHandler<ConfirmClosure>(Enforcement, "confirm-closure")
        .AddTaskHandler<ReceiveTransfer>(Enforcement, "receive-transfer")
        .AddTaskHandler<GiveTransferResult>(Enforcement, "give-transfer-result")
        .AddTaskHandler<ReceivePoliceHandover>(PoliceHandovers.Process, "receive-police-handover")
        .AddTaskHandler<GivePoliceResult>(PoliceHandovers.Process, "give-police-result");

    private static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddShiftListener<HazardShifted>(CaseKind.Hazard)
        .AddScoped<TakenBack>()
        .AddJobHandler<NoHazard>("no-hazard")
        .AddJobHandler<TellMajor>("tell-major")
        .AddJobHandler<TellRefusal>("tell-refusal")
        .AddScoped<ExtensionsUsedUp>()
        .AddJobHandler<OpenAccountabilityJob>("open-accountability")
        .AddJobHandler<LiftSuspension>("lift-suspension")
        .AddJobHandler<StartClosureClock>("start-closure-clock")
        .AddJobHandler<VoidSignatures>("void-signatures")
        .AddJobHandler<PlanReminder>("plan-reminder")
        .AddJobHandler<SendReminder>("send-reminder")
        .AddJobHandler<Notify>("notify");
}
