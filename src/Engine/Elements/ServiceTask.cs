using System.Collections.Immutable;

namespace Rectification.Engine.Elements;

/// <summary>Work of a registered handler, in the transaction of the command. Send, business rule and script tasks with a job type are the same.</summary>
public sealed record ServiceTask(string Id, string Name, Expression JobType) : Activity(Id, Name)
{
    /// <summary>Task headers and properties, as drawn.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    internal override Move Begin(Visit visit) => visit.RunJob(JobType, Headers);

    internal override Move Retry(Visit visit) => Begin(visit);
}
