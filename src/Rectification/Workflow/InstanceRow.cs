namespace Rectification.Workflow;

/// <summary>A running process. The row goes when the process ends; journal and domain rows stay.</summary>
public sealed class InstanceRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string DefinitionKey { get; init; }

    public required int DefinitionVersion { get; set; }

    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    /// <summary>The calling instance and the key of its call, when this process was called.</summary>
    public Guid? ParentId { get; init; }

    public long? ParentKey { get; init; }

    /// <summary><see cref="Engine.ProcessState"/> as one JSON document.</summary>
    public required string State { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Optimistic concurrency: a command that meets a newer version loads and applies again.</summary>
    public int Version { get; set; }
}
