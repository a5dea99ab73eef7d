using System.Diagnostics.CodeAnalysis;

namespace Rectification.Hazards;

/// <summary>Where a hazard stands, for people and lists; the process knows it finer.</summary>
public enum HazardState
{
    Registered,
    Rectifying,
    InEnforcement,
    InAcceptance,
    Closed,
    NoHazard,
    ClosedDown,
    Withdrawn,
    Merged,
}

public enum HazardLevel
{
    Undetermined,
    OnTheSpot,
    General,
    Major,
}

/// <summary>事故隐患, 火灾隐患, 安全生产违法行为 (003-1.1.3).</summary>
public enum HazardKind
{
    Accident,
    Fire,
    Violation,
}

/// <summary>How it came to notice.</summary>
public enum HazardSource
{
    Patrol,
    Campaign,
    Supervision,
    SelfInspection,
    Report,
    Sensor,
    Superior,
}

/// <summary>The words of this room: codes for programs, Chinese for people.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "The analyzer takes several extension blocks for names that differ only by case.")]
public static class HazardWords
{
    extension(HazardState state)
    {
        public string Code => CodeOf(state.ToString());

        public string ChineseName => state switch
        {
            HazardState.Registered => "已登记",
            HazardState.Rectifying => "整改中",
            HazardState.InEnforcement => "执法中",
            HazardState.InAcceptance => "验收中",
            HazardState.Closed => "已销号",
            HazardState.NoHazard => "不构成隐患",
            HazardState.ClosedDown => "已关停",
            HazardState.Withdrawn => "已撤回",
            _ => "已并入",
        };

        /// <summary>Nothing more happens; no task is open.</summary>
        public bool IsFinal => state >= HazardState.Closed;
    }

    extension(HazardLevel level)
    {
        public string Code => CodeOf(level.ToString());

        public string ChineseName => level switch
        {
            HazardLevel.OnTheSpot => "现场整改",
            HazardLevel.General => "一般",
            HazardLevel.Major => "重大",
            _ => "等级待评估",
        };
    }

    extension(HazardKind kind)
    {
        public string Code => CodeOf(kind.ToString());

        public string ChineseName => kind switch
        {
            HazardKind.Fire => "火灾隐患",
            HazardKind.Violation => "安全生产违法行为",
            _ => "事故隐患",
        };
    }

    extension(HazardSource source)
    {
        public string Code => CodeOf(source.ToString());

        public string ChineseName => source switch
        {
            HazardSource.Campaign => "专项行动",
            HazardSource.Supervision => "督查",
            HazardSource.SelfInspection => "企业自查",
            HazardSource.Report => "群众举报",
            HazardSource.Sensor => "感知设备",
            HazardSource.Superior => "上级交办",
            _ => "日常巡查",
        };
    }

    public static HazardState? State(string? code) => Read<HazardState>(code);

    public static HazardLevel? Level(string? code) => Read<HazardLevel>(code);

    public static HazardSource? Source(string? code) => Read<HazardSource>(code);

    /// <summary>By code or Chinese name.</summary>
    public static HazardKind? Kind(string? word) =>
        Read<HazardKind>(word) ?? Enum.GetValues<HazardKind>().Cast<HazardKind?>().FirstOrDefault(kind => kind!.Value.ChineseName == word);

    private static string CodeOf(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static T? Read<T>(string? code) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (CodeOf(value.ToString()) == code)
                return value;
        return null;
    }
}
