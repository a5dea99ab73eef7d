namespace Rectification.Web.Shared;

/// <summary>The four levels as people say them.</summary>
public static class Levels
{
    public static readonly (string Value, string Word, string Means)[] All =
    [
        ("onTheSpot", "当场整改", "现在就能改好，改完拍照即可销号"),
        ("general", "一般", "需要几天整改，下发整改通知书、到期复查"),
        ("major", "重大", "可能造成人员伤亡，先停用、撤人，社区和街道马上到场核实"),
        ("undetermined", "等级待评估", "拿不准时选这项，由社区安全员 24 小时内评估"),
    ];

    public static string Word(string level) => Array.Find(All, one => one.Value == level).Word ?? "";
}
