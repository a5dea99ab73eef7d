using Rectification.Engine;

namespace Rectification.Tests.Walks;

/// <summary>The variables that the rooms' handlers return, without the rooms.</summary>
internal static class PureHandlers
{
    public static Variables AtStart(string level) => Variables.Of(
        ("caseNumber", PureWalk.CaseNumber), ("level", level), ("category", "fire"), ("source", "patrol"),
        ("registeredBy", "grid1"), ("objector", "grid1"), ("gridOwner", "grid1"),
        ("safetyNotGuaranteed", false), ("extensions", 0), ("rejections", 0), ("refusals", 0), ("lastChance", false),
        ("underSuspension", false), ("stopRecorded", false), ("verifiedOnSite", false), ("verifiedByStreet", false),
        ("enforceDirectly", false), ("deadlineAt", null));

    public static Variables RaisedToMajor { get; } =
        Variables.Of(("level", "major"), ("verifiedOnSite", true), ("stopRecorded", false), ("enforcementResult", null));

    public static Variables Answer(string elementId, string outcome, Variables values, Variables before, DateTimeOffset now) => (elementId, outcome) switch
    {
        ("issue-notice", _) => Deadline(values["deadline"] ?? Today(now).AddDays(7)),
        ("revisit", _) => Variables.Of(("requestedDeadline", values["requestedDeadline"] ?? Today(now).AddDays(7))),
        ("approve-extension", "granted") => Deadline(before["requestedDeadline"]).With("extensions", Count(before, "extensions")),
        ("order-rectification", _) => Variables.Of(("lastChance", true), ("deadlineAt", Drawings.Calendar.EndOfWorkday(now, 3))),
        ("accept", "rejected") => Deadline(values["newDeadline"] ?? Today(now).AddDays(7)).With("rejections", Count(before, "rejections")),
        ("assess-level", "onTheSpot" or "general") => Variables.Of(("level", outcome)),
        ("assess-level", "major") => Variables.Of(("level", "major"), ("verifiedOnSite", true)),
        ("assess-level-street", "onTheSpot" or "general") => Variables.Of(("level", outcome)),
        ("assess-level-street", "major") => Variables.Of(("level", "major"), ("verifiedOnSite", true), ("verifiedByStreet", true)),
        ("record-stop-measures", _) => Deadline(values["deadline"] ?? Today(now).AddDays(30)).With("stopRecorded", true),
        ("verify-on-site", "major") => Variables.Of(("verifiedOnSite", true), ("safetyNotGuaranteed", values["safetyNotGuaranteed"] ?? false)),
        ("verify-on-site" , "general") or ("verify-street", "downgraded") => Variables.Of(("level", "general")),
        ("agree-acceptance", "refused") when before["underSuspension"] is true => Variables.Of(("enforcementResult", "suspension")),
        ("agree-acceptance", "refused") => Variables.Of(("refusals", Count(before, "refusals"))),
        ("fill-report", _) => Variables.Of(("filler", "grid1")),
        ("report-refusal", "unfounded") => Returned("unfounded"),
        ("enforce-on-site" or "give-transfer-result", "rectified") => Returned("rectified"),
        ("enforce-on-site" or "give-transfer-result", "penalty") =>
            Returned("penalty").With("orderedDeadlineAt", EndOf(values["deadline"] ?? Today(now).AddDays(7))),
        ("enforce-on-site", "suspension") => Returned("suspension").With("underSuspension", true),
        ("confirm-closure", "shutDown") => Returned("closedDown"),
        ("decide-measure", _) => Variables.Of(("measure", values["measure"] ?? "interview")),
        _ => Variables.Empty,
    };

    private static Variables Returned(string result) => Variables.Of(
        ("enforcementResult", result), ("lastChance", true), ("enforceDirectly", false));

    private static Variables Deadline(object? date) => Variables.Of(("deadlineAt", EndOf(date)));

    private static DateTimeOffset EndOf(object? date) => Drawings.Calendar.EndOfDay((DateOnly)date!);

    private static DateOnly Today(DateTimeOffset now) => Drawings.Calendar.DayOf(now);

    private static decimal Count(Variables before, string name) => (decimal)before[name]! + 1;
}
