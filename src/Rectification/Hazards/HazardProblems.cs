namespace Rectification.Hazards;

public static class HazardProblems
{
    public static Problem Unknown(string caseNumber) =>
        Problem.NotFound("hazard.unknown", $"没有案号为 {Shown(caseNumber)} 的隐患，或不在您的管辖范围");

    public static Problem NotYours(string what) => Problem.Forbidden("hazard.not-yours", $"您的角色不能{what}");

    public static Problem Ended(Hazard hazard) =>
        Problem.Conflict("hazard.ended", $"{hazard.CaseNumber} {hazard.State.ChineseName}，不能再办理");

    public static Problem ReasonMissing(string what) => Problem.Field("reason", $"请写明{what}的理由（2–2000 字）");

    private static string Shown(string caseNumber) => caseNumber.Length > 20 ? caseNumber[..20] + "…" : caseNumber;
}
