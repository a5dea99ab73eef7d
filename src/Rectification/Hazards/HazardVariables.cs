namespace Rectification.Hazards;

/// <summary>
/// The variables in which the drawings of P01–P03 and the handlers of this room meet. Drawings read them in gateways and timers;
/// handlers set them; nothing else is shared.
/// </summary>
public static class HazardVariables
{
    /// <summary>Text, the case's number; correlation key of every message.</summary>
    public const string CaseNumber = "caseNumber";

    /// <summary><c>onTheSpot | general | major | undetermined</c>.</summary>
    public const string Level = "level";

    public const string Category = "category";

    /// <summary>List of what was ticked about it when it was registered; <see cref="HazardAdvice"/> advises by it.</summary>
    public const string Criteria = "criteria";

    /// <summary><c>accident | fire | violation</c>.</summary>
    public const string Kind = "kind";

    /// <summary><c>patrol | campaign | supervision | selfInspection | report | sensor | superior</c>.</summary>
    public const string Source = "source";

    /// <summary>User name of the finder.</summary>
    public const string RegisteredBy = "registeredBy";

    /// <summary>User name of the person who may object to 'no hazard'; null when the enterprise or the public registered (then the grid worker).</summary>
    public const string Objector = "objector";

    /// <summary>User name of the 网格责任人; null while the grid has none.</summary>
    public const string GridOwner = "gridOwner";

    /// <summary>The outcome of the newest user task.</summary>
    public const string Outcome = "outcome";

    /// <summary>The reason given with the newest outcome that asks for one; forms show it to the next person.</summary>
    public const string Reason = "reason";

    /// <summary>Why it was found to be no hazard; stays while the finder may object.</summary>
    public const string NoneReason = "noneReason";

    /// <summary>Instant at which the rectification deadline ends; null before the first notice.</summary>
    public const string DeadlineAt = "deadlineAt";

    /// <summary>Extensions granted so far.</summary>
    public const string Extensions = "extensions";

    /// <summary>The date (FEEL date) that a revisit asked for; <c>approve-extension</c> starts with it.</summary>
    public const string RequestedDeadline = "requestedDeadline";

    /// <summary>How often <c>accept</c> was <c>rejected</c>.</summary>
    public const string Rejections = "rejections";

    /// <summary>How often a round of <c>agree-acceptance</c> was refused.</summary>
    public const string Refusals = "refusals";

    /// <summary>True after <c>order-rectification</c> and after P02: <c>revisit</c> knows only passed, refused, hopeless.</summary>
    public const string LastChance = "lastChance";

    public const string UnderSuspension = "underSuspension";

    public const string StopRecorded = "stopRecorded";

    public const string VerifiedOnSite = "verifiedOnSite";

    public const string VerifiedByStreet = "verifiedByStreet";

    public const string SafetyNotGuaranteed = "safetyNotGuaranteed";

    /// <summary>True when 30 days of suspension passed without application: P02 goes straight to <c>enforce-on-site</c>.</summary>
    public const string EnforceDirectly = "enforceDirectly";

    /// <summary><c>unfounded | rectified | penalty | suspension | closedDown</c>: what P02 returns.</summary>
    public const string EnforcementResult = "enforcementResult";

    /// <summary>Instant at which the deadline ordered with a penalty ends.</summary>
    public const string OrderedDeadlineAt = "orderedDeadlineAt";

    /// <summary>User name of who filled the 重大隐患填报表; a returned one goes back to the same person.</summary>
    public const string Filler = "filler";

    /// <summary>Number of the filed report.</summary>
    public const string ReportNumber = "reportNumber";

    /// <summary>Instant of the next reminder, null when none is left (<c>deadline-watch</c>).</summary>
    public const string NextAt = "nextAt";

    /// <summary>Which reminder that is: <c>before-3</c>, <c>before-1</c>, <c>on-day</c>, <c>overdue-1</c>, <c>overdue-2</c> …</summary>
    public const string Stage = "stage";

    /// <summary>The decided measure of an accountability case.</summary>
    public const string Measure = "measure";
}

/// <summary>Keys of the form fields that handlers read. Every form may have more; those are kept with the task.</summary>
public static class HazardFields
{
    public const string Outcome = "outcome";

    /// <summary>Why; the comment of the completion counts as one.</summary>
    public const string Reason = "reason";

    /// <summary>What was seen on site.</summary>
    public const string Findings = "findings";

    /// <summary>File ids.</summary>
    public const string Photos = "photos";

    /// <summary>File ids, <c>record-fix</c>.</summary>
    public const string PhotosBefore = "photosBefore";

    /// <summary>File ids, <c>record-fix</c>.</summary>
    public const string PhotosAfter = "photosAfter";

    public const string NoPhotoReason = "noPhotoReason";

    /// <summary>Name of the enterprise's representative or of a witness, <c>record-fix</c>.</summary>
    public const string SecondName = "secondName";

    /// <summary><c>representative | witness</c>.</summary>
    public const string SecondNameKind = "secondNameKind";

    public const string Problem = "problem";

    public const string Measures = "measures";

    public const string AcceptanceStandard = "acceptanceStandard";

    public const string InterimMeasures = "interimMeasures";

    /// <summary>A date: <c>issue-notice</c>, <c>record-stop-measures</c>, <c>approve-extension</c>, <c>enforce-on-site</c> and <c>give-transfer-result</c> with a penalty.</summary>
    public const string Deadline = "deadline";

    /// <summary>A number of working days, <c>order-rectification</c>; a <see cref="Deadline"/> may stand there instead.</summary>
    public const string Workdays = "workdays";

    /// <summary>A date, <c>accept</c> = rejected.</summary>
    public const string NewDeadline = "newDeadline";

    /// <summary>A date, <c>revisit</c> = partly, notDone.</summary>
    public const string RequestedDeadline = "requestedDeadline";

    /// <summary><c>signed | refused</c>.</summary>
    public const string Delivery = "delivery";

    /// <summary>Who received the paper.</summary>
    public const string Receiver = "receiver";

    /// <summary>Needed when <see cref="Delivery"/> is <c>refused</c>.</summary>
    public const string Witness = "witness";

    /// <summary>Name of the 验收人.</summary>
    public const string Acceptor = "acceptor";

    /// <summary>A list of <c>stopBusiness | stopUse | evacuate</c>, <c>record-stop-measures</c>.</summary>
    public const string StopKinds = "stopKinds";

    /// <summary>Ticked: safety can't be guaranteed.</summary>
    public const string SafetyNotGuaranteed = "safetyNotGuaranteed";

    /// <summary><c>stopBusiness | stopConstruction | stopWork | stopUse | none</c>, <c>verify-street</c>.</summary>
    public const string OrderKind = "orderKind";

    /// <summary>Written requirements and responsibility for the grid worker, <c>verify-on-site</c>.</summary>
    public const string Requirements = "requirements";

    /// <summary><c>lifted | kept</c>: what becomes of the stop when a major hazard turns out general.</summary>
    public const string Stop = "stop";

    public const string Progress = "progress";

    /// <summary>五落实: 责任 措施 资金 时限 预案; funds in 万元.</summary>
    public const string Responsibility = "responsibility";

    public const string Funds = "funds";

    public const string Plan = "plan";

    /// <summary>A date: the 时限 of the 五落实.</summary>
    public const string TimeLimit = "timeLimit";

    /// <summary>The three named persons (004-二.6.2).</summary>
    public const string EnterprisePerson = "enterprisePerson";

    public const string CommunityPerson = "communityPerson";

    public const string DepartmentPerson = "departmentPerson";

    public const string Opinion = "opinion";

    /// <summary>Liable party, amount in 元 and document of a penalty; the same with the endings <c>2</c> and <c>3</c> for other parties (一案双罚).</summary>
    public const string Party = "party";

    public const string Amount = "amount";

    public const string Document = "document";

    /// <summary>Who a liable party is, with the endings of <see cref="Party"/>: <c>owner | tenant | subLessor | person</c>.</summary>
    public const string PartyKind = "partyKind";

    /// <summary>File ids: the decision of a penalty, with the endings of <see cref="Party"/>.</summary>
    public const string Decision = "decision";

    /// <summary>What is sealed (查封); empty when nothing is.</summary>
    public const string Seals = "seals";

    /// <summary>The suspected crime; what it says is handed to the police (行刑衔接).</summary>
    public const string Crime = "crime";

    /// <summary>To whom a case is transferred.</summary>
    public const string Authority = "authority";

    public const string Measure = "measure";

    public const string Answer = "answer";

    public const string Facts = "facts";
}
