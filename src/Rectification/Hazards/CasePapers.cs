using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.People;
using Rectification.Premises;

namespace Rectification.Hazards;

/// <summary>Makes the papers of enforcement and re-inspection from a step and what is known of the hazard. Scoped.</summary>
public sealed class CasePapers(HazardDesk desk, PaperDesk papers)
{
    /// <summary>The four orders as the decision prints them, ticked where given.</summary>
    private static readonly ImmutableArray<string> Orders = ["责令暂时停产停业", "责令停止建设", "责令停止施工", "责令停止使用"];

    /// <summary>现场处理措施决定书 (003-4.2.3).</summary>
    /// <param name="seals">What is sealed, null when nothing is.</param>
    public async Task<Document> StopDecision(Step step, string order, string reason, string? seals, CancellationToken ct)
    {
        var (place, hazard) = (await Place(step.Hazard, ct), step.Hazard);
        var facts = Base(hazard, place).Add(new("处理措施", string.Join("　", Orders.Select(each => (each == order ? "☑" : "☐") + each))));
        if (seals is not null)
            facts = facts.Add(new("查封", seals));
        return await papers.WritePaper(step.Case, DocumentKind.StopDecision, new(
            DocumentKind.StopDecision.ChineseName, place.Street + "办事处", hazard.PremisesName,
            [$"经现场检查，你单位存在下列隐患：{hazard.Description.TrimEnd('。')}。", $"整改前和整改期间无法保证安全（{reason}），现依法决定采取现场处理措施：{order}。"],
            facts,
            ["你单位应当立即执行，落实整改期间的安全措施。整改完成后提出申请，经验收合格方可恢复；擅自恢复的，依法处理。",
             "对本决定不服的，可以依法申请行政复议或者提起行政诉讼；复议、诉讼期间不停止执行。"],
            ["被检查单位签收："], step.By.Name, Role.SafetyOfficer.ChineseName, await Day(step, ct), $"一式三份：被检查单位、社区、{place.Office}各存一份。"), step.By, step.At, ct);
    }

    /// <summary>整改复查意见书 after a revisit or an acceptance (003-2.2); for a suspended premises also the record of its resumption (003-4.1.5).</summary>
    public Task<Document> Review(Step step, string conclusion, string findings, string next, Role role, CancellationToken ct) =>
        Review(step.Case, step.Hazard, step.By, step.At, conclusion, findings, next, role, ct);

    internal async Task<Document> Review(
        Workflow.CaseRow @case, Hazard hazard, Actor by, DateTimeOffset at, string conclusion, string findings, string next, Role role, CancellationToken ct)
    {
        var place = await Place(hazard, ct);
        var calendar = await desk.Calendar(hazard, ct);
        return await papers.WritePaper(@case, DocumentKind.ReviewOpinion, new(
            DocumentKind.ReviewOpinion.ChineseName, role.Scope == ScopeKind.Street ? place.Street + "办事处" : place.Street + place.Community, hazard.PremisesName,
            [$"{Words(calendar.DayOf(at))}，对你单位下列隐患的整改情况进行复查，提出意见如下。"],
            With(Base(hazard, place),
                new("整改期限", hazard.DeadlineAt is { } endsAt ? Words(calendar.DeadlineDay(endsAt)) + " 24:00 前" : "—"),
                new("复查情况", findings), new("复查意见", conclusion), new("后续办理", next)),
            [], ["复查人：" + by.Name, "被复查单位："], by.Name, role.ChineseName, calendar.DayOf(at), $"一式三份：被复查单位、社区、{place.Office}各存一份。"), by, at, ct);
    }

    /// <summary>移交函 to whoever has the authority (003-1.3.4), or to the police (行刑衔接).</summary>
    public async Task<Document> Transfer(Step step, string authority, string reason, CancellationToken ct) =>
        await Transfer(step.Case, step.Hazard, step.By, step.At, authority, reason, null, ct);

    internal async Task<Document> Transfer(Workflow.CaseRow @case, Hazard hazard, Actor by, DateTimeOffset at, string authority, string reason, string? crime, CancellationToken ct)
    {
        var place = await Place(hazard, ct);
        var day = (await desk.Calendar(hazard, ct)).DayOf(at);
        return await papers.WritePaper(@case, DocumentKind.TransferLetter, new(
            DocumentKind.TransferLetter.ChineseName, place.Street + "办事处", authority,
            [crime is null ? "我街道在检查中发现下列隐患及违法行为，因不属于我街道执法权限，现移交你单位依法处理。"
                : $"我街道在执法中发现下列行为涉嫌犯罪（{crime}），现依照行政执法与刑事司法衔接的规定移交你单位审查。"],
            With(Base(hazard, place), new("移交理由", reason), new("随函材料", "检查记录、整改通知书、现场照片及本案全部文书")),
            ["请收到后填写回执，并将处理结果反馈我街道。"], [], by.Name, Role.SafetyOfficer.ChineseName, day, $"一式两份：受移交单位、{place.Office}各存一份；附回执。"), by, at, ct);
    }

    /// <summary>移交回执: received or not, with the receiver's own number.</summary>
    public async Task<Document> Receipt(Step step, string authority, string answer, string? number, CancellationToken ct)
    {
        var place = await Place(step.Hazard, ct);
        return await papers.WritePaper(step.Case, DocumentKind.TransferReceipt, new(
            DocumentKind.TransferReceipt.ChineseName, authority, place.Street + "办事处",
            [$"你街道移交的{step.Hazard.PremisesName}一案已收悉，答复如下。"],
            [new("案号", step.Hazard.CaseNumber), new("是否接收", answer), new("接收编号", number ?? "—")],
            [], [], step.By.Name, Role.DepartmentOfficer.ChineseName, await Day(step, ct), $"一式两份：受移交单位、{place.Office}各存一份。"), step.By, step.At, ct);
    }

    /// <summary>延期审批表 (003-2.2).</summary>
    /// <param name="until">The new day; null when it was declined.</param>
    public async Task<Document> Extension(Step step, int number, DateTimeOffset? oldDeadline, DateOnly? asked, DateOnly? until, CancellationToken ct)
    {
        var (place, hazard, calendar) = (await Place(step.Hazard, ct), step.Hazard, await desk.Calendar(step.Hazard, ct));
        return await papers.WritePaper(step.Case, DocumentKind.ExtensionForm, new(
            DocumentKind.ExtensionForm.ChineseName, place.Street + place.Community, null, [],
            With(Base(hazard, place),
                new("第几次延期", $"第 {number} 次"),
                new("原定期限", oldDeadline is { } at ? Words(calendar.DeadlineDay(at)) + " 24:00 前" : "—"),
                new("申请延至", asked is { } day ? Words(day) + " 24:00 前" : "—"),
                new("审批意见", until is null ? "不同意延期" : "同意延期"),
                new("批准期限", until is { } granted ? Words(granted) + " 24:00 前" : "按原定期限"),
                new("申请理由", Workflow.VariablesText.Read(step.Task.Variables)[HazardVariables.Reason] as string ?? "—"),
                new("审批理由", step.Text(HazardFields.Reason) ?? step.Completion.Comment ?? "—")),
            [], ["审批人：" + step.By.Name], step.By.Name, Role.CommunitySafetyOfficer.ChineseName, calendar.DayOf(step.At), $"社区、{place.Office}各存一份。"), step.By, step.At, ct);
    }

    /// <summary>交办单, 督办单 to a community or a department.</summary>
    internal async Task<Document> Order(Workflow.CaseRow @case, Hazard hazard, Actor by, DateTimeOffset at, DocumentKind kind, string to, string demand, DateOnly dueOn, CancellationToken ct)
    {
        var (place, calendar) = (await Place(hazard, ct), await desk.Calendar(hazard, ct));
        var stands = hazard.IsOverdue(at) ? $"{hazard.State.ChineseName}，整改已逾期" : hazard.State.ChineseName;
        return await papers.WritePaper(@case, kind, new(
            kind.ChineseName, place.Street + "办事处", to,
            [kind == DocumentKind.SupervisionOrder ? "下列隐患办理进展迟缓或逾期未整改到位，现予督办，请按要求限期办结并报告结果。" : "下列隐患交由你单位办理，请按要求限期办结并报告结果。"],
            With(Base(hazard, place), new("目前进展", stands), new("办理要求", demand), new("办理期限", Words(dueOn) + " 24:00 前")),
            ["办理结果（由承办单位填写）："], ["承办单位负责人："], by.Name, by.Has(Role.SafetyOfficeDirector) ? Role.SafetyOfficeDirector.ChineseName : Role.SafetyOfficer.ChineseName,
            calendar.DayOf(at), $"一式两份：承办单位、{place.Office}各存一份。"), by, at, ct);
    }

    private static ImmutableArray<PaperFact> With(ImmutableArray<PaperFact> facts, params PaperFact[] more) => [.. facts, .. more];

    private static ImmutableArray<PaperFact> Base(Hazard hazard, (string Street, string Community, string Address, string? Principal, string Office) place) =>
    [
        new("案号", hazard.CaseNumber), new("单位名称", hazard.PremisesName), new("地址", place.Address), new("主要负责人", place.Principal ?? "—"),
        new("隐患内容", hazard.Description), new("隐患等级", hazard.Level.ChineseName),
    ];

    private async Task<(string Street, string Community, string Address, string? Principal, string Office)> Place(Hazard hazard, CancellationToken ct)
    {
        var site = await desk.Db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == hazard.PremisesId, ct);
        var units = await desk.Db.OrgUnits.AsNoTracking().Where(unit => unit.Id == hazard.CommunityId || unit.Id == hazard.StreetId).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        return (units.GetValueOrDefault(hazard.StreetId) ?? "", units.GetValueOrDefault(hazard.CommunityId) ?? "", site?.Address ?? "", site?.Principal,
            await desk.TextSetting(hazard, "office.name", ct));
    }

    private async Task<DateOnly> Day(Step step, CancellationToken ct) => (await desk.Calendar(step.Hazard, ct)).DayOf(step.At);

    private static string Words(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
