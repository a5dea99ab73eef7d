using Rectification.Hazards;

namespace Rectification.Web.Shared;

/// <summary>The four levels, each with what it means to the person who chooses it.</summary>
public static class Levels
{
    public static readonly (HazardLevel Level, string Means)[] Explained =
    [
        (HazardLevel.OnTheSpot, "现在就能改好：改完拍照，当天销号"),
        (HazardLevel.General, "需要几天整改：下发整改通知书，到期复查"),
        (HazardLevel.Major, "可能造成人员伤亡：先停用、撤人，社区和街道马上到场核实"),
        (HazardLevel.Undetermined, "拿不准时选这一项：社区安全员 24 小时内到场评估"),
    ];

    public static string Word(string code) => HazardWords.Level(code)?.ChineseName ?? "";
}
