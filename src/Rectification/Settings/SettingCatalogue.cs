using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rectification.Settings;

/// <summary>Every ⚙ figure that drawings, forms and handlers read. A key that isn't here doesn't exist.</summary>
public static class SettingCatalogue
{
    private const string Rectifying = "整改期限";
    private const string Due = "办理时限：隐患整改";
    private const string Report = "办理时限：重大隐患填报";
    private const string Enforcing = "办理时限：执法";
    private const string Accounting = "办理时限：责任追究";
    private const string Triggering = "追责情形的认定";
    private const string Chasing = "提醒与上报";
    private const string Ledgers = "每月清单";
    private const string Papers = "文书";

    private const string Workdays = "个工作日";
    private const string Hours = "小时";
    private const string Days = "天";
    private const string Times = "次";

    public static readonly ImmutableArray<SettingDefinition> All =
    [
        new NumberSetting("rectification.max-days", Rectifying, "一般隐患整改期限最长", Days, 15, 1, 60, "003-1.1.3", "自下发通知之日起"),
        new NumberSetting("rectification.major-max-days", Rectifying, "重大隐患整改期限最长", Days, 90, 1, 365, "003-1.1.3"),
        new NumberSetting("rectification.suggested-days", Rectifying, "一般隐患建议整改期限", Days, 7, 1, 60, "003-1.1.3", "登记和下发通知时预填"),
        new NumberSetting("extension.max", Rectifying, "延期次数最多", Times, 2, 0, 5, "003-2.1.2"),
        new NumberSetting("extension.max-days", Rectifying, "每次延期最长", Days, 15, 1, 60, "003-2.1.2", "自批准之日起"),
        new NumberSetting("order.max-workdays", Rectifying, "责令限期整改最长", Workdays, 3, 1, 15, "003-4.2.3"),
        new NumberSetting("rejected.max-workdays", Rectifying, "验收不通过后的新期限最长", Workdays, 5, 1, 30, "003-2.2"),
        new NumberSetting("unfounded.workdays", Rectifying, "拒改情况不属实后的等待时间", Workdays, 3, 1, 15, "003-1.2.2"),
        new NumberSetting("progress.days", Rectifying, "重大隐患进展报告间隔", Days, 7, 1, 30, "003-2.1.3"),
        new NumberSetting("suspension.days", Rectifying, "停产停业后未申请复查的等待时间", Days, 30, 1, 180, "003-4.1.5"),
        new NumberSetting("object.workdays", Rectifying, "对“不构成隐患”提出异议的期限", Workdays, 1, 1, 10, "003-2.1.3"),
        new NumberSetting("closure.workdays", Rectifying, "不具备安全条件未报请关闭的期限", Workdays, 5, 1, 30, "003-4.3.3"),

        new NumberSetting("due.record-fix", Due, "登记当场整改结果", Workdays, 0, 0, 5, "003-2.1.1", "0 表示当天"),
        new NumberSetting("due.issue-notice", Due, "下发整改通知书", Workdays, 1, 0, 10, "003-4.1.2", "0 表示当天"),
        new NumberSetting("due.revisit", Due, "复查", Workdays, 3, 0, 15, "003-4.1.4"),
        new NumberSetting("due.approve-extension", Due, "审批延期", Workdays, 1, 0, 10, "003-2.1.2"),
        new NumberSetting("due.order-rectification", Due, "责令限期整改", Workdays, 1, 0, 10, "003-4.2.3"),
        new NumberSetting("due.accept", Due, "验收", Workdays, 3, 0, 15, "003-2.2"),
        new NumberSetting("due.record-stop-measures", Due, "记录停产停用措施", Hours, 2, 1, 72, "003-2.1.3"),
        new NumberSetting("due.verify-on-site", Due, "社区现场核实重大隐患", Hours, 24, 1, 168, "003-2.1.3"),
        new NumberSetting("due.object-to-none", Due, "对“不构成隐患”表态", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.assess-level", Due, "社区评估隐患等级", Hours, 24, 1, 168, "003-2.1.3"),
        new NumberSetting("due.assess-level-street", Due, "街道评估隐患等级", Hours, 24, 1, 168, "003-2.1.3"),
        new NumberSetting("due.verify-street", Due, "街道现场核实重大隐患", Workdays, 2, 0, 15, "003-1.3.5"),
        new NumberSetting("due.verify-street-unsafe", Due, "无法保证安全时街道现场核实", Hours, 24, 1, 168, "003-4.2.3"),
        new NumberSetting("due.report-progress", Due, "报告重大隐患整改进展", Days, 7, 1, 30, "003-4.1.7"),
        new NumberSetting("due.agree-acceptance", Due, "联合验收", Workdays, 3, 0, 15, "001-8"),
        new NumberSetting("due.strike-off", Due, "审核把关销号", Workdays, 2, 0, 15, "001-8"),

        new NumberSetting("due.fill-report", Report, "填写重大隐患填报表", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.complete-report", Report, "补全填报表", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.sign-as-leader", Report, "社区主干签名", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.affix-seal", Report, "加盖社区公章", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.review-as-linked-leader", Report, "挂钩领导审定", Workdays, 1, 0, 10, "003-2.1.3"),
        new NumberSetting("due.file-report", Report, "街道安办接收填报表", Workdays, 1, 0, 10, "003-2.1.3"),

        new NumberSetting("due.report-refusal", Enforcing, "上报拒不整改", Workdays, 1, 0, 10, "003-1.2.2"),
        new NumberSetting("due.enforce-on-site", Enforcing, "现场执法", Workdays, 3, 0, 15, "003-1.3.4"),
        new NumberSetting("due.decide-closure", Enforcing, "决定报请关闭", Workdays, 2, 0, 15, "003-4.3.3"),
        new NumberSetting("due.confirm-closure", Enforcing, "确认关闭到位", Workdays, 3, 0, 15, "003-4.3.3"),
        new NumberSetting("due.receive-transfer", Enforcing, "接收移交", Workdays, 5, 0, 15, "003-1.3.4"),
        new NumberSetting("due.give-transfer-result", Enforcing, "反馈移交结果", Workdays, 5, 0, 30, "003-1.3.4"),
        new NumberSetting("due.receive-police-handover", Enforcing, "公安机关接收涉嫌犯罪移送", Workdays, 5, 0, 15, "003-1.3.4"),
        new NumberSetting("due.give-police-result", Enforcing, "公安机关反馈处理结果", Workdays, 10, 0, 60, "003-1.3.4"),
        new NumberSetting("transfer.urge-workdays", Enforcing, "移交后无回应，催办并告知主任", Workdays, 5, 1, 30, "003-1.3.4"),
        new NumberSetting("transfer.return-workdays", Enforcing, "移交后无回应，退回现场执法", Workdays, 10, 1, 60, "003-1.3.4"),

        new NumberSetting("due.check-facts", Accounting, "核实情形", Workdays, 2, 0, 15, "003-4"),
        new NumberSetting("due.answer-facts", Accounting, "陈述申辩", Workdays, 3, 1, 15, "003-4"),
        new NumberSetting("answer.workdays", Accounting, "陈述申辩期满", Workdays, 3, 1, 15, "003-4"),
        new NumberSetting("due.decide-measure", Accounting, "决定处理措施", Workdays, 2, 0, 15, "003-4"),
        new NumberSetting("due.approve-listing", Accounting, "批准挂牌督办", Workdays, 2, 0, 15, "003-4.3"),
        new NumberSetting("due.hold-warning-talk", Accounting, "谈话警示", Workdays, 5, 0, 30, "003-4"),
        new NumberSetting("due.hold-interview", Accounting, "约谈", Workdays, 5, 0, 30, "003-4.2"),
        new NumberSetting("due.give-feedback", Accounting, "通报后反馈", Workdays, 5, 0, 30, "003-4.1"),
        new NumberSetting("due.receive-clue", Accounting, "接收问题线索", Workdays, 5, 0, 30, "003-4.4"),
        new NumberSetting("due.hold-admonishment", Accounting, "诫勉谈话", Workdays, 5, 0, 30, "003-4.4"),
        new NumberSetting("due.record-result", Accounting, "登记办理结果", Days, 60, 1, 365, "003-4.4"),
        new NumberSetting("due.follow-up", Accounting, "跟踪落实", Workdays, 10, 0, 60, "003-4"),

        new NumberSetting("trigger.n1-points", Triggering, "整改进度低于全街道", "个百分点", 20, 1, 100, "003-4.1.1"),
        new NumberSetting("trigger.n1-least", Triggering, "参与进度比较的隐患至少", "件", 5, 1, 100, "003-4.1.1"),
        new NumberSetting("trigger.n2-workdays", Triggering, "检查后未下发整改通知书", Workdays, 1, 1, 10, "003-4.1.2"),
        new NumberSetting("trigger.n6-workdays", Triggering, "认定拒改、无望后未上报", Workdays, 2, 1, 10, "003-4.1.6"),
        new NumberSetting("trigger.i1-tasks", Triggering, "同一人逾期的任务", "项", 3, 1, 20, "003-4.2.1", "在下一项的天数之内"),
        new NumberSetting("trigger.i1-days", Triggering, "统计逾期任务的天数", Days, 30, 1, 365, "003-4.2.1"),
        new NumberSetting("trigger.i3-hours", Triggering, "标明无法保证安全后未责令停止", Hours, 24, 1, 168, "003-4.2.3"),
        new NumberSetting("trigger.i4-relapse-days", Triggering, "销号后再次出现算作回潮", Days, 90, 1, 365, "003-4.2.4"),
        new NumberSetting("trigger.i5-workdays", Triggering, "任务无人签收", Workdays, 2, 1, 15, "003-4.2.5"),
        new NumberSetting("trigger.i5-hand-ons", Triggering, "任务转手", Times, 3, 1, 20, "003-4.2.5"),
        new NumberSetting("trigger.climb-workdays", Triggering, "通报、约谈后情形仍未消除", Workdays, 10, 1, 60, "003-4.2.2", "满此期限自动提出下一级"),
        new NumberSetting("trigger.a2-missed", Triggering, "一个月内漏查", Times, 3, 1, 100, "003-4.4.2"),
        new NumberSetting("trigger.x5-days", Triggering, "重大隐患逾期未完成", Days, 30, 1, 365, "001-三(六)"),
        new NumberSetting("trigger.x5-open-days", Triggering, "重大隐患悬而不决", Days, 120, 1, 730, "001-三(六)", "自登记之日起，延期、执法期间也计"),

        new NumbersSetting("reminder.days-before", Chasing, "整改期限到期前提醒", Days, [3, 1], 1, 30, 5, "003-2.1.2", "到期当天和逾期后每个工作日另有提醒"),
        new NumberSetting("overdue.officer", Chasing, "逾期后告知社区安全员", Workdays, 1, 1, 15, "003-1.2.3"),
        new NumberSetting("overdue.street", Chasing, "逾期后告知街道安办", Workdays, 3, 1, 30, "003-1.2.3"),
        new NumberSetting("overdue.accountability", Chasing, "逾期后列入责任追究", Workdays, 5, 1, 60, "003-4.2.4"),
        new NumberSetting("overdue.next-level", Chasing, "任务逾期后逐级上报的间隔", Workdays, 1, 1, 10, "003-4.1.4"),

        new NumberSetting("day-ledger.hour", Chasing, "当天的检查记入台账的截止时刻", "时", 24, 18, 24, "003-1.1.3", "24 表示当天 24:00；没有记入的告知网格员"),
        new NumberSetting("day-ledger.officer", Chasing, "检查仍未记入台账，告知社区安全员", Workdays, 1, 1, 10, "003-1.2.3"),

        new NumberSetting("ledger.due-day", Ledgers, "每月清单的报送截止日", "日", 5, 1, 28, "003-2.3", "次月几日 24:00 前，当日包括在内，不因节假日顺延；对下月开启的清单生效"),
        new NumbersSetting("ledger.reminder-days", Ledgers, "每月清单的提醒日", "日", [5, 3], 1, 28, 5, "003-2.3", "次月的哪几天 9:00 提醒，社区主干确认后不再提醒"),
        new SwitchSetting("ledger.carry-over", Ledgers, "清单列入以前月份未销号的隐患", true, "003-2.3", "关闭后只列当月检查发现的隐患"),
        new NumberSetting("due.confirm-ledger", Ledgers, "截止日已过时补报、确认清单", Workdays, 1, 0, 5, "003-2.3", "截止日前按截止日计"),
        new NumberSetting("due.refile-ledger", Ledgers, "街道退回后重新报送清单", Workdays, 2, 0, 10, "003-2.3"),
        new NumberSetting("due.receive-ledger", Ledgers, "街道接收清单备案", Workdays, 2, 0, 10, "003-2.3"),

        new TextSetting("notice.prefix", Papers, "整改通知书字号", "街安改", 10, "003-1.1.3", "编号写作 街安改〔2026〕1号"),
        new TextSetting("paper.stop-decision", Papers, "现场处理措施决定书字号", "街安决", 10, "003-4.2.3"),
        new TextSetting("paper.review-opinion", Papers, "整改复查意见书字号", "街安复", 10, "003-2.2"),
        new TextSetting("paper.transfer", Papers, "移交函字号", "街安移", 10, "003-1.3.4"),
        new TextSetting("paper.receipt", Papers, "移交回执字号", "街安回", 10, "003-1.3.4"),
        new TextSetting("paper.task-order", Papers, "交办单字号", "街安交", 10, "004-二.6.2"),
        new TextSetting("paper.supervision", Papers, "督办单字号", "街安督", 10, "001-8"),
        new TextSetting("paper.extension", Papers, "延期审批表字号", "街安延", 10, "003-2.2"),
        new TextSetting("measure.prefix", Papers, "责任追究文书字号", "街安责", 10, "003-4", "编号写作 街安责〔2026〕1号"),
        new TextSetting("office.name", Papers, "街道安全生产机构名称", "街道安办", 20, "003-1.3", "安委办、安办、应急办，各街道用一个名称"),
    ];

    private static readonly FrozenDictionary<string, SettingDefinition> ByKey = All.ToFrozenDictionary(setting => setting.Key);

    /// <summary>What <c>setting("key")</c> may name.</summary>
    public static ImmutableArray<string> Keys => ByKey.Keys;

    public static SettingDefinition? Find(string key) => ByKey.GetValueOrDefault(key);
}
