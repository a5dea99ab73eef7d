namespace Rectification.Accountability;

/// <summary>What the triggers of 003-4 say and which measure each leads to.</summary>
public static class Triggers
{
    /// <summary>The facts as the policy words them, when nothing nearer is known.</summary>
    public static string Facts(string trigger) => TriggerRule.Find(trigger)?.Words ?? "列入责任追究的情形";

    /// <summary>书面通报, 约谈, 挂牌督办, 诫勉谈话, 线索移送 (003-4.1 to 003-4.5).</summary>
    public static string ProposedMeasure(string trigger) => TriggerRule.Find(trigger)?.Measure ?? Measures.Notice;
}
