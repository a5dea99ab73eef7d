using System.Collections.Immutable;

namespace Rectification.Engine.Triggers;

/// <summary>A throwing event whose sending is the work of a registered handler.</summary>
public sealed record JobTrigger(Expression JobType, ImmutableDictionary<string, string> Headers) : Trigger
{
    internal override Move Throw(Visit visit) => visit.RunJob(JobType, Headers);
}
