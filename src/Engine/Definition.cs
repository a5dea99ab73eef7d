using System.Collections.Frozen;
using System.Collections.Immutable;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>One executable process of a drawing.</summary>
/// <param name="Id">The BPMN process id, equal to the file's name without extension.</param>
/// <param name="Elements">Every flow node, those inside sub-processes included, by id.</param>
public sealed record Definition(string Id, string Name, ImmutableDictionary<string, Element> Elements)
{
    private readonly FrozenDictionary<string, Element> index = Elements.ToFrozenDictionary();

    /// <summary>What stands directly in the process.</summary>
    public Body Body { get; init; } = Body.Empty;

    /// <summary><c>zeebe:versionTag</c> of the process; null when it has none.</summary>
    public string? VersionTag { get; init; }

    /// <summary>Variables that come from outside, as the process's property <c>variables</c> lists them.</summary>
    public ImmutableArray<string> DeclaredVariables { get; init; } = [];

    /// <summary>Everything that is drawn became an element or a flow; false only of drafts that are refused.</summary>
    internal bool IsWhole { get; init; } = true;

    /// <summary>Whether anything in it waits for a condition: only then conditions are looked at.</summary>
    internal bool HasConditionEvents { get; } = Elements.Values.Any(e => e.Awaited is ConditionTrigger);

    /// <summary>Whether anything in it sets compensation to work and goes on without waiting for it.</summary>
    internal bool LeavesHandlersAtWork { get; } = Elements.Values.Any(IsNotWaitedFor);

    internal ProcessScope Root => new(Id, Name, Body);

    /// <summary>Messages that begin the process, and at which event.</summary>
    public ImmutableArray<MessageStart> MessageStarts =>
        [.. TopStarts().Where(s => s.Trigger is MessageTrigger).Select(s => new MessageStart(s.Id, ((MessageTrigger)s.Trigger).Name.Text))];

    /// <summary>Timers that begin the process.</summary>
    public ImmutableArray<TimerStart> TimerStarts =>
        [.. TopStarts().Where(s => s.Trigger is TimerTrigger).Select(s => new TimerStart(s.Id, (TimerTrigger)s.Trigger))];

    /// <summary>Signals that begin the process, and at which event.</summary>
    public ImmutableArray<SignalStart> SignalStarts =>
        [.. TopStarts().Where(s => s.Trigger is SignalTrigger).Select(s => new SignalStart(s.Id, ((SignalTrigger)s.Trigger).Name.Text))];

    /// <summary>Forms that its user tasks show (<c>zeebe:formDefinition formId</c>).</summary>
    public ImmutableArray<string> FormIds =>
        Names(Elements.Values.OfType<UserTask>().Select(t => t.FormId));

    /// <summary>Processes called by a fixed id.</summary>
    public ImmutableArray<string> CalledProcesses =>
        Names(Elements.Values.OfType<CallActivity>().Select(c => c.ProcessId.Fixed));

    /// <summary>Decisions called by a fixed id.</summary>
    public ImmutableArray<string> CalledDecisions =>
        Names(Elements.Values.OfType<BusinessRuleTask>().Select(t => t.DecisionId.Fixed));

    /// <summary>Whether a call, also one by a computed id, is bound this way.</summary>
    public bool BindsDecisions(Binding binding) => Elements.Values.Any(e => e is BusinessRuleTask task && task.Binding == binding);

    /// <summary>Whether it asks any decision at all: only then the shell has to bring them.</summary>
    public bool AsksDecisions { get; } = Elements.Values.Any(e => e is BusinessRuleTask);

    /// <summary>Job types that handlers must exist for.</summary>
    public ImmutableArray<string> JobTypes =>
        Names(Elements.Values.Select(JobTypeOf).Select(type => type?.Fixed));

    /// <summary>Messages that it sends under a fixed name.</summary>
    public ImmutableArray<string> SentMessages =>
        Names(Elements.Values.Select(SentBy).OfType<MessageTrigger>().Select(m => m.Name.Fixed));

    /// <exception cref="KeyNotFoundException">The state belongs to another drawing.</exception>
    internal Element this[string elementId] => index[elementId];

    private IEnumerable<StartEvent> TopStarts() =>
        Elements.Values.OfType<StartEvent>().Where(s => s.ParentId is null).OrderBy(s => s.Id, StringComparer.Ordinal);

    /// <summary>What handler an element needs; null for those that need none.</summary>
    internal static Expression? JobTypeOf(Element element) => element switch
    {
        ServiceTask task => task.JobType,
        ThrowEvent { Trigger: JobTrigger job } => job.JobType,
        EndEvent { Trigger: JobTrigger job } => job.JobType,
        _ => null,
    };

    /// <summary>The message that an element sends by itself, without a handler.</summary>
    internal static MessageTrigger? SentBy(Element element) => element switch
    {
        SendTask send => send.Message,
        ThrowEvent thrown => thrown.Trigger as MessageTrigger,
        EndEvent end => end.Trigger as MessageTrigger,
        _ => null,
    };

    /// <summary>Whether a token will go on along the drawn way: one that only holds handlers nobody waits for goes nowhere afterwards.</summary>
    internal bool GoesOn(Token token) => token.Phase != Phase.Compensating || !IsNotWaitedFor(this[token.ElementId]);

    /// <summary>Sets handlers to work and leaves them behind: a token that holds them comes out nowhere.</summary>
    private static bool IsNotWaitedFor(Element thrower) => thrower is ThrowEvent { Trigger: CompensationTrigger { Waits: false } };

    private static ImmutableArray<string> Names(IEnumerable<string?> names) =>
        [.. names.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>A start event of the process that a message begins (BPMN 2.0, 10.5.2).</summary>
public sealed record MessageStart(string ElementId, string MessageName);

/// <summary>A start event of the process that a signal begins.</summary>
public sealed record SignalStart(string ElementId, string SignalName);

/// <summary>A start event of the process that the clock begins, once or again and again.</summary>
public sealed record TimerStart(string ElementId, TimerTrigger Timer);
