namespace Rectification.Accountability;

/// <summary>What the triggers of 003-4 say and which measure each leads to.</summary>
public static class Triggers
{
    /// <summary>The facts as the policy words them, when nothing nearer is known.</summary>
    public static string Facts(string trigger) => trigger switch
    {
        "N2" => "未及时下发整改通知书督促整改",
        "N4" => "未及时依法复查",
        "N6" => "整改无望或拒不执行，未及时上报",
        "I3" => "无法保证安全的重大隐患未及时依法责令停止",
        "I4" => "隐患督促整改不力、治理进展缓慢或治理效果差",
        "L3" => "不具备安全生产条件，未及时上报依法关闭",
        _ => "列入责任追究的情形",
    };

    /// <summary>书面通报, 约谈, 挂牌督办, 诫勉谈话, 线索移送: by the first letter (003-4.1 to 003-4.5).</summary>
    public static string ProposedMeasure(string trigger) => trigger[0] switch
    {
        'N' => "notice",
        'I' => "interview",
        'L' => "listedSupervision",
        'A' => "admonishment",
        'T' => "clueTransfer",
        _ => "notice",
    };
}
