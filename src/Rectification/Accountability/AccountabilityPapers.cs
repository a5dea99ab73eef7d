using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Engine;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Writes the papers of a measure, each with the proof that it rests on. Scoped.</summary>
public sealed class AccountabilityPapers(RectificationDb db, PaperDesk papers, Calendars calendars, SettingsQueries settings)
{
    private const string Concerned = "当事人签字";

    /// <summary>A paper that goes out to the subject or to the discipline committee.</summary>
    public async Task<Document> Issue(AccountabilityCase subject, CaseRow @case, DocumentKind kind, DateOnly? on, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var rule = TriggerRule.Of(subject.Trigger);
        var calendar = await calendars.For(subject.StreetId, ct);
        var values = await settings.For(subject.StreetId, ct);
        var you = subject.SubjectKind switch { SubjectKind.Person => "你", SubjectKind.Department => "你科室", _ => "你社区" };
        List<string> text = kind switch
        {
            DocumentKind.CriticismNotice => [$"经查，{you}存在“{rule.Words}”的情形，现予以书面通报。", $"请立即整改，并{Within("give-feedback", "通报")}书面反馈整改情况。"],
            DocumentKind.InterviewSummons => [$"经查，{you}存在“{rule.Words}”的情形。经研究，决定对{(subject.SubjectKind == SubjectKind.Person ? you : $"{you}有关责任人员")}进行约谈。",
                $"请{(on is { } day ? $"于{Day(day)}" : Within("hold-interview", "通知"))}到{await Office(subject, ct)}接受约谈，并携带有关材料。"],
            DocumentKind.ListingNotice => [$"经查，{you}存在“{rule.Words}”的情形。经街道批准，决定对{subject.SubjectName}实行挂牌督办。",
                $"督办期限：{(subject.ListedUntil is { } until ? $"至{Day(calendar.DeadlineDay(until))} 24:00" : "另行通知")}。期满由街道安办组织验收，验收合格的，解除挂牌督办。"],
            DocumentKind.ListingRelease => [$"经验收，挂牌督办事项已按要求落实，现解除对{subject.SubjectName}的挂牌督办。", $"落实情况：{subject.Result ?? "已核实"}"],
            DocumentKind.ClueTransferLetter => [$"我街道在工作中发现“{rule.Words}”的问题线索，现将线索及有关证据材料移送你单位，请依规依纪处理，并反馈办理结果。"],
            DocumentKind.ExposureNotice => [$"经查，存在“{rule.Words}”的情形，决定予以曝光。"],
            DocumentKind.UrgingLetter => [$"因{you}存在“{rule.Words}”的情形，街道{(subject.DecidedAt is { } decided ? $"已于{Day(calendar.DayOf(decided))}" : "已")}予以书面通报，并要求书面反馈整改情况。反馈期限已满，尚未收到反馈。",
                "请立即整改，收到本函后即行书面反馈；仍无明显进展的，按规定升级追责。"],
            _ => [$"现将{you}“{rule.Words}”的有关情况函告如下，请高度重视，抓紧整改，并反馈落实情况。"],
        };
        if (subject.Requirements is { } requirements && kind != DocumentKind.ListingRelease)
            text.Add($"要求：{requirements}");
        if (rule.IsForAppraisal && kind != DocumentKind.ListingRelease)
            text.Add("该事项计入年度安全生产考核。");
        ImmutableArray<string> signs = kind is DocumentKind.CriticismNotice or DocumentKind.InterviewSummons or DocumentKind.ListingNotice or DocumentKind.UrgingLetter ? ["签收人"]
            : kind == DocumentKind.ClueTransferLetter ? ["接收人"] : [];
        var to = kind == DocumentKind.ClueTransferLetter ? "街道纪工委" : await Addressee(subject, ct);
        return await Write(subject, @case, kind, to, text, kind != DocumentKind.ListingRelease, signs, by, at, ct);

        string Within(string task, string paper) => Convert.ToInt32(values[$"due.{task}"], CultureInfo.InvariantCulture) is > 0 and var workdays
            ? $"自收到本{paper}之日起 {workdays} 个工作日内" : $"于收到本{paper}当日";
    }

    /// <summary>The minutes of a talk, with what was promised and who signed.</summary>
    public async Task<Document> Record(AccountabilityCase subject, TaskCompletion talk, DocumentKind kind, CancellationToken ct)
    {
        List<string> text = [$"对象：{subject.SubjectName}", $"事由：{TriggerRule.Of(subject.Trigger).Words}（{TriggerRule.Of(subject.Trigger).Clause}）"];
        Line("被约谈人", talk.Values["interviewee"] as string);
        Line("参加人员", talk.Values["present"] as string);
        Line("记录", talk.Values["minutes"] as string);
        Line("承诺", talk.Values["promise"] as string);
        Line("承诺完成日期", talk.Values["promiseDate"] is DateOnly day ? Day(day) : null);
        Line("见证人", talk.Values["signing"] as string == "refused" ? $"{talk.Values["witness"]}（对方拒绝签字）" : null);
        return await Write(subject, talk.Case, kind, "", text, withProof: true, [Concerned, "谈话人签字", "记录人签字"], talk.By, talk.At, ct);

        void Line(string label, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Add($"{label}：{value.Trim()}");
        }
    }

    private async Task<Document> Write(
        AccountabilityCase subject, CaseRow @case, DocumentKind kind, string to, List<string> text, bool withProof, ImmutableArray<string> signs, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var stored = await db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == subject.CaseNumber).OrderBy(row => row.Id).ToListAsync(ct);
        stored.AddRange(db.AccountabilityFacts.Local.Where(row => row.CaseNumber == subject.CaseNumber && stored.TrueForAll(known => known.Id != row.Id)));
        ImmutableArray<PaperTable> tables = withProof
            ? [.. stored.SelectMany(fact => ProofWords.Tables(fact.Text, fact.Evidence)), .. Answer(subject)]
            : [];
        var calendar = await calendars.For(subject.StreetId, ct);
        var paper = new MeasurePaper(kind.ChineseName, await Office(subject, ct), to, subject.CaseNumber, [.. text], tables, signs, by.Name, calendar.DayOf(at));
        await papers.Mark(subject.CaseNumber, kind, DocumentState.Replaced, "已由新的一份代替", at, ct);
        return await papers.WriteMeasure(@case, kind, paper, by, at, ct);
    }

    private static IEnumerable<PaperTable> Answer(AccountabilityCase subject) =>
        subject.Answer is { } answer ? [new("陈述申辩", [], [["当事人陈述", answer]])] : [new("陈述申辩", [], [["当事人陈述", "期满未陈述"]])];

    /// <summary>For a hazard its community answers (003-4.2).</summary>
    private async Task<string> Addressee(AccountabilityCase subject, CancellationToken ct) =>
        subject.SubjectKind == SubjectKind.Hazard && await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == subject.CommunityId).Select(unit => unit.Name).FirstOrDefaultAsync(ct) is { } community
            ? community : subject.SubjectName;

    private async Task<string> Office(AccountabilityCase subject, CancellationToken ct)
    {
        var street = await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == subject.StreetId).Select(unit => unit.Name).FirstOrDefaultAsync(ct) ?? "";
        var office = (await settings.For(subject.StreetId, ct))["office.name"] as string ?? "街道安办";
        return street + office.Replace("街道", "", StringComparison.Ordinal);
    }

    private static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}

/// <summary>写文书: the header <c>paper</c> says which.</summary>
public sealed class IssuePaper(RectificationDb db, AccountabilityPapers papers) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (await db.AccountabilityCases.FindAsync([job.Case.CaseNumber], ct) is not { } subject)
            return new JobAnswer.Failed($"{job.Case.CaseNumber} 不是责任追究案件，不能制发文书。");
        DocumentKind? kind = job.Headers.GetValueOrDefault("paper") switch
        {
            "criticism" => DocumentKind.CriticismNotice,
            "summons" => DocumentKind.InterviewSummons,
            "listing" => DocumentKind.ListingNotice,
            "release" => DocumentKind.ListingRelease,
            "clue" => DocumentKind.ClueTransferLetter,
            "urging" => DocumentKind.UrgingLetter,
            "letter" => subject.Measure == Measures.Exposure ? DocumentKind.ExposureNotice : DocumentKind.WarningLetter,
            _ => null,
        };
        if (kind is not { } known)
            return new JobAnswer.Failed("“issue-paper”需要 paper 一项：criticism、summons、listing、release、clue、letter、urging。请在流程图中改正后重试。");
        var paper = await papers.Issue(subject, job.Case, known, job.Variables["interviewOn"] as DateOnly?, job.By, job.At, ct);
        return new JobAnswer.Done(Variables.Of(("paperNumber", paper.Number)));
    }
}
