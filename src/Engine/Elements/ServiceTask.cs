using System.Collections.Immutable;

namespace Rectification.Engine.Elements;

/// <summary>Work of a registered handler, in the transaction of the command. Send, business rule and script tasks with a job type are the same.</summary>
public sealed record ServiceTask(string Id, string Name, Expression JobType) : Activity(Id, Name)
{
    /// <summary>Task headers and properties, as drawn.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    internal override Move Begin(Visit visit)
    {
        if (visit.Evaluate(JobType) is not string { Length: > 0 } type)
            return visit.Fail($"“{Label}”的任务类型“{JobType}”没有得出文本。请更正数据后重试。");
        visit.Emit(new Effect.RunJob(visit.Token.Key, Id, type, Headers, visit.Visible));
        return visit.Wait(Phase.AtJob);
    }

    internal override Move Retry(Visit visit) => Begin(visit);
}
