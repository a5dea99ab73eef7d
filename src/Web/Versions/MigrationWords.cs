using System.Collections.Immutable;
using Rectification.Engine.Migrating;
using Rectification.Web.Shared;

namespace Rectification.Web.Versions;

/// <summary>What a migration does to one case, in a sentence.</summary>
public static class MigrationWords
{
    public static string Of(ImmutableArray<MigrationChange> changes, Times times)
    {
        var parts = changes.Select(change => Of(change, times)).OfType<string>().Distinct().ToList();
        return parts.Count == 0 ? "没有变化。" : string.Join("；", parts) + "。";
    }

    private static string? Of(MigrationChange change, Times times) => change.Kind switch
    {
        MigrationChangeKind.TaskKept => $"待办“{change.Name}”不变",
        MigrationChangeKind.TaskRelabelled => $"待办“{change.Name}”按新版本更新，仍由原来的人办理（办理人员变了的除外）",
        MigrationChangeKind.TimerKept => $"“{change.Name}”仍在{At(change, times)}",
        MigrationChangeKind.TimerRecomputed => $"“{change.Name}”重新计时，到{At(change, times)}",
        MigrationChangeKind.TimerArmed => $"新增计时“{change.Name}”，到{At(change, times)}",
        MigrationChangeKind.TimerDisarmed => $"撤销计时“{change.Name}”",
        MigrationChangeKind.SubscriptionOpened => $"开始等待“{change.Name}”",
        MigrationChangeKind.SubscriptionEnded => $"不再等待“{change.Name}”",
        MigrationChangeKind.CallKept => $"“{change.Name}”调用的流程继续",
        MigrationChangeKind.IncidentKept => $"“{change.Name}”仍停着，可以重试",
        MigrationChangeKind.JoinGoesOn => $"“{change.Name}”汇合后继续",
        _ => null,
    };

    private static string At(MigrationChange change, Times times) => change.DueAt is { } due ? times.Brief(due) : "";
}
