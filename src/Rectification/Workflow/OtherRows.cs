namespace Rectification.Workflow;

/// <summary>A process waits for a message with this name and key.</summary>
public sealed class SubscriptionRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid InstanceId { get; init; }

    public required long Key { get; init; }

    public required string ElementId { get; init; }

    public required string MessageName { get; init; }

    public required string CorrelationKey { get; init; }
}

/// <summary>A token that stands still because of the model or the data; an operator sees it and retries.</summary>
public sealed class IncidentRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid InstanceId { get; init; }

    public required long Key { get; init; }

    public required string ElementId { get; init; }

    public required string ProcessKey { get; init; }

    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required string Message { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The timer that could not fire, when it is no token that stands still.</summary>
    public Guid? TimerId { get; init; }

    /// <summary>The message that could not leave.</summary>
    public Guid? OutboxId { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? ResolvedBy { get; set; }
}

/// <summary>One version of a drawing. Running cases stay on theirs.</summary>
public sealed class DefinitionRow
{
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset DeployedAt { get; init; }

    public required string DeployedBy { get; init; }

    /// <summary>The decision files that calls bound by deployment go to, as <see cref="VersionList"/>; null without such calls.</summary>
    public string? BoundDecisions { get; init; }

    /// <summary>The processes that calls bound by deployment go to, as <see cref="VersionList"/>; null without such calls.</summary>
    public string? BoundProcesses { get; init; }

    /// <summary>The forms that tasks bound by deployment show, as <see cref="VersionList"/>; null without such tasks.</summary>
    public string? BoundForms { get; init; }

    /// <summary><c>zeebe:versionTag</c>, by which callers can name this version.</summary>
    public string? VersionTag { get; init; }
}

/// <summary>One version of a form-js schema.</summary>
public sealed class FormRow
{
    /// <summary><c>versionTag</c> of the schema, by which tasks can name this version.</summary>
    public string? VersionTag { get; init; }

    public required string FormId { get; init; }

    public required int Version { get; init; }

    public required string Json { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset DeployedAt { get; init; }
}

/// <summary>One thing that happened in a case. Append-only; each entry carries the hash of the one before it.</summary>
public sealed class JournalRow
{
    public required string CaseNumber { get; init; }

    /// <summary>From 1, without gaps within a case.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the system.</summary>
    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>IP address of the request; null for the system.</summary>
    public string? From { get; init; }

    /// <summary>Stable kind: <c>task.completed</c>, <c>element.entered</c>, <c>signature.added</c> …</summary>
    public required string What { get; init; }

    public string? ProcessKey { get; init; }

    public int? DefinitionVersion { get; init; }

    public Guid? InstanceId { get; init; }

    public string? ElementId { get; init; }

    /// <summary>For people, in Chinese.</summary>
    public required string Text { get; init; }

    /// <summary>The facts behind the text, JSON.</summary>
    public string Data { get; init; } = "{}";

    public required string PreviousHash { get; init; }

    public string Hash { get; internal set; } = "";
}

/// <summary>Counts up per name and year, for case and document numbers without gaps.</summary>
public sealed class CounterRow
{
    public required string Name { get; init; }

    public required int Year { get; init; }

    public int Value { get; set; }

    public int Version { get; set; }
}
