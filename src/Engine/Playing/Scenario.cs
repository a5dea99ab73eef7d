using System.Collections.Immutable;

namespace Rectification.Engine.Playing;

/// <summary>What is tried out, and the world it is tried out in. Nothing of it is real: no database, no clock, nobody is told.</summary>
public sealed record Scenario(Definition Definition) : Circumstances
{
    /// <summary>Processes that it calls or that its messages start; a call of any other is answered by <see cref="Circumstances.Calls"/>.</summary>
    public ImmutableArray<Definition> Beside { get; init; } = [];

    /// <summary>What it begins with.</summary>
    public Variables Variables { get; init; } = Variables.Empty;

    /// <summary>Null begins at the none start event.</summary>
    public string? StartEventId { get; init; }
}

/// <summary>What a <see cref="World"/> takes as given: its clock, its calendar and what others answer.</summary>
public record Circumstances
{
    /// <summary>When it begins; from there the clock goes only when it is told to.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>By which working days and the street's wall clock are counted.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.WeekdaysOnly;

    /// <summary>Settings that expressions ask for.</summary>
    public SettingValues Settings { get; init; } = SettingValues.None;

    /// <summary>Decisions that may be asked.</summary>
    public IDecisions Decisions { get; init; } = NoDecisions.Instance;

    /// <summary>What handlers of service tasks answer.</summary>
    public Func<Effect.RunJob, Answer> Jobs { get; init; } = _ => Answer.Ok;

    /// <summary>What processes answer that are called and not here.</summary>
    public Func<Effect.CallProcess, Answer> Calls { get; init; } = _ => Answer.Ok;

    /// <summary>After so many commands it stops: a drawing may go round for ever.</summary>
    public int MaxCommands { get; init; } = 5_000;

    /// <summary>The same for what happens in them.</summary>
    public int MaxFacts { get; init; } = 100_000;
}

/// <summary>What a handler or a called process says.</summary>
public abstract record Answer
{
    /// <summary>Done, and nothing comes back.</summary>
    public static readonly Answer Ok = new Done(Variables.Empty);

    private Answer() { }

    /// <summary>Done, and this comes back.</summary>
    public sealed record Done(Variables Variables) : Answer;

    /// <summary>A business error, which an error event may catch.</summary>
    public sealed record Error(string Code) : Answer;

    /// <summary>It could not be done: an incident.</summary>
    public sealed record Failed(string Message) : Answer;
}

/// <summary>What somebody does, or that time passes.</summary>
public abstract record Deed
{
    private Deed() { }

    /// <summary>The task at the element is completed; of several the one that opened first.</summary>
    public sealed record Complete(string ElementId, Variables Variables) : Deed;

    /// <summary>The task at the element reports a business error.</summary>
    public sealed record Throw(string ElementId, string Code, Variables Variables) : Deed;

    /// <summary>A message comes from outside to whoever waits for it.</summary>
    public sealed record Send(string MessageName, Variables Variables) : Deed;

    /// <summary>The clock goes on; each timer that falls due fires at its own instant.</summary>
    public sealed record Wait(TimeSpan Time) : Deed;

    /// <summary>The clock goes on to the next timer.</summary>
    public sealed record WaitForTimer : Deed;

    /// <summary>The simulated process is ended from outside.</summary>
    public sealed record Cancel(string Reason) : Deed;
}
