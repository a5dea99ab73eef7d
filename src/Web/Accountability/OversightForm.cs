using Rectification.People;

namespace Rectification.Web.Accountability;

/// <summary>One of the registers' forms.</summary>
/// <param name="Follows">Told above the form: what comes of it.</param>
public sealed record OversightForm(string Key, string Name, string Button, string Follows, params Role[] By)
{
    public static readonly OversightForm[] All =
    [
        new("inspection", "登记检查", "登记检查", "没有发现隐患的检查也要记入台账；发现隐患的请上报隐患。", Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer),
        new("plan", "安排检查", "安排检查", "到期没有检查的算漏查。不指定检查人的，由该网格的网格员检查。", Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector),
        new("supervision", "登记督查发现", "登记督查发现", "虚假整改、该排查未排查、该整改未整改的，提出追责情形，由执法人员核实。", Role.SafetyOfficer, Role.SafetyOfficeDirector),
        new("accident", "登记事故或火灾", "登记事故", "当时有隐患未改或有漏查的，提出追责情形；较大及以上事故可另行提出移送线索（T1）。", Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector),
        new("resumption", "登记恢复生产经营", "登记恢复生产经营", "停产停业的隐患没有销号就同意恢复的，提出追责情形（N5）。", Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector),
    ];

    public static OversightForm? Find(string key) => Array.Find(All, form => form.Key == key);

    public bool HasPremises => Key != "resumption";

    public bool HasHazard => Key is "supervision" or "resumption";
}
