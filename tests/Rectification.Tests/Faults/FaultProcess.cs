using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine.Tests;
using Rectification.Notifications;
using Rectification.Storage;
using Rectification.Tests.Workflow;
using Rectification.Workflow;

namespace Rectification.Tests.Faults;

/// <summary>A process with everything that waits, side by side; whatever it does is counted in rows of the same transaction.</summary>
internal static class FaultProcess
{
    public const string Key = "faults";

    public const string News = "fault-news";

    private const string Officer = "SafetyOfficer@street";

    private static readonly string[] Counted = ["inspect", "inspect-late", "sign", "check"];

    public static readonly string Inner = Draw.Process($"""
        {Draw.Start()} {Draw.End()}
        {TaskTests.Step("check", Officer, "=now() + duration(\"PT1H\")")}
        {Draw.Catch("settling", Draw.Timer("PT20M"))}
        start -> check -> settling -> end
        """, id: "faults-inner");

    public static readonly string Drawing = Draw.Process($"""
        {Draw.Start()} {Draw.End()}
        <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
        <bpmn:exclusiveGateway id="inspected"/> <bpmn:exclusiveGateway id="heard"/>
        {TaskTests.Step("inspect", Officer, "=now() + duration(\"PT2H\")")}
        {Draw.Boundary("nudge", "inspect", Draw.Timer("PT1H"), interrupting: false)}
        {Service("late", "fault-late")}
        {Draw.Throw("tell", "<bpmn:signalEventDefinition signalRef=\"s\"/>")}
        {Draw.End("nudged")}
        {Draw.Boundary("overrun", "inspect", Draw.Timer("PT9H"))}
        {TaskTests.Step("inspect-late", Officer, "=now() + duration(\"PT2H\")")}
        <bpmn:userTask id="sign">{Draw.Extension($"<zeebe:assignmentDefinition candidateGroups=\"{Officer}\"/>")}
        <bpmn:multiInstanceLoopCharacteristics>{Draw.Extension("<zeebe:loopCharacteristics inputCollection=\"=signers\" inputElement=\"signer\"/>")}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
        <bpmn:eventBasedGateway id="listen"/>
        {Draw.Catch("on-news", Draw.OnMessage("m"))}
        {Draw.Catch("on-signal", "<bpmn:signalEventDefinition signalRef=\"s\"/>")}
        {Draw.Catch("on-silence", Draw.Timer("PT30H"))}
        <bpmn:callActivity id="call">{Draw.Extension("<zeebe:calledElement processId=\"faults-inner\"/>")}</bpmn:callActivity>
        {Service("settle", "fault-settle")}
        start -> fork
        fork -> inspect -> inspected
        overrun -> inspect-late -> inspected -> join
        nudge -> late -> tell -> nudged
        fork -> sign -> join
        fork -> listen
        listen -> on-news -> heard
        listen -> on-signal -> heard
        listen -> on-silence -> heard -> join
        fork -> call -> join
        join -> settle -> end
        """, Draw.Message("m", News) + """<bpmn:signal id="s" name="fault-signal"/>""", Key);

    public static void Register(IServiceCollection services)
    {
        foreach (var element in Counted)
            services.AddKeyedScoped<ITaskHandler, CountedTask>(new TaskHandlerKey(element == "check" ? "faults-inner" : Key, element));
        services.AddScoped<Tally>();
        services.AddJobHandler<CountedJob>("fault-late").AddJobHandler<CountedJob>("fault-settle");
        services.AddMessage(new MessageRule(News, ["note"], (_, _) => true));
        services.AddKeyedScoped<IOutboxSender, Courier>(Tally.Kind);
    }

    private static string Service(string id, string type) => $"<bpmn:serviceTask id=\"{id}\">{Draw.Extension($"<zeebe:taskDefinition type=\"{type}\"/>")}</bpmn:serviceTask>";
}

/// <summary>Counts in the database, and leaves a message for outside each time.</summary>
internal sealed class Tally(RectificationDb db, TimeProvider system)
{
    public const string Kind = "fault-courier";

    public async Task Count(string what, CaseRow @case, CancellationToken ct)
    {
        if (await db.Counters.FindAsync([what, 0], ct) is not { } counter)
            db.Counters.Add(counter = new CounterRow { Name = what, Year = 0 });
        counter.Value++;
        db.Outbox.Add(new OutboxMessage
        {
            Key = $"{what}:{counter.Value}",
            Kind = Kind,
            Payload = "{}",
            StreetId = @case.StreetId,
            CaseNumber = @case.CaseNumber,
            CreatedAt = system.GetUtcNow(),
            NotBefore = system.GetUtcNow(),
        });
    }
}

internal sealed class CountedTask(Tally tally) : ITaskHandler
{
    public static string NameOf(Guid taskId) => $"done:{taskId:N}";

    public async Task<Result<Engine.Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        await tally.Count(NameOf(completion.Task.Id), completion.Case, ct);
        return completion.Values;
    }
}

internal sealed class CountedJob(Tally tally) : IJobHandler
{
    public static string NameOf(string type, string mark) => $"{type}:{mark}";

    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        await tally.Count(NameOf(job.Type, (string)job.Variables["mark"]!), job.Case, ct);
        return JobAnswer.Ok;
    }
}

/// <summary>What arrived outside, which no rollback takes back.</summary>
internal sealed class Deliveries
{
    private readonly Dictionary<string, int> counts = [];

    public void Add(string key)
    {
        lock (counts)
            counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    public int Of(string key)
    {
        lock (counts)
            return counts.GetValueOrDefault(key);
    }
}

internal sealed class Courier(Deliveries deliveries, FaultPlan plan) : IOutboxSender
{
    public async Task Send(OutboxMessage message, CancellationToken ct)
    {
        await Turns.Wait();
        plan.Break(FaultPoint.Delivery);
        deliveries.Add(message.Key);
        plan.Break(FaultPoint.AfterDelivery);
    }
}
