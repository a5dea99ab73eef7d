namespace Rectification.Oversight;

internal static class OversightProblems
{
    public const int LongestText = 2000;

    public static readonly Problem NoSite = Problem.Field("premisesId", "没有这个场所，或不在您的范围内");

    public static readonly Problem NoHazard = Problem.Field("hazardNumber", "没有这件隐患，或不在您的范围内");

    public static Problem? Text(string field, string? text, string what) =>
        text?.Trim().Length is >= 2 and <= LongestText ? null : Problem.Field(field, $"请写明{what}（2–{LongestText} 字）");
}
