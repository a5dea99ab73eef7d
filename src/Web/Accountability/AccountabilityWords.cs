using Rectification.Accountability;
using Rectification.Oversight;

namespace Rectification.Web.Accountability;

/// <summary>Measures, states and subjects as people say them.</summary>
public static class AccountabilityWords
{
    public static string Measure(string code) => Measures.ChineseName(code);

    public static string State(AccountabilityState state) => state switch
    {
        AccountabilityState.Open => "核实中",
        AccountabilityState.Heard => "陈述申辩",
        AccountabilityState.Decided => "执行中",
        AccountabilityState.Dismissed => "不予追究",
        _ => "已办结",
    };

    public static string Duty(DutyLine duty, DateOnly today) => Planned(duty.IsDone ? PlannedState.Done : duty.DueOn < today ? PlannedState.Missed : PlannedState.Open);

    public static string Planned(PlannedState state) => state switch { PlannedState.Done => "已检查", PlannedState.Missed => "漏查", _ => "待检查" };

    public static string Subject(SubjectKind kind) => kind switch
    {
        SubjectKind.Community => "社区",
        SubjectKind.Person => "个人",
        SubjectKind.Department => "科室",
        _ => "隐患",
    };
}
