using Rectification.Accountability;

namespace Rectification.Web.Accountability;

/// <summary>Measures, states and subjects as people say them.</summary>
public static class AccountabilityWords
{
    public static string Measure(string code) => code switch
    {
        "notice" => "书面通报",
        "interview" => "约谈",
        "listedSupervision" => "挂牌督办",
        "admonishment" => "诫勉谈话",
        "clueTransfer" => "问题线索移送",
        "warningTalk" => "谈话警示",
        "letter" => "函告",
        "exposure" => "曝光",
        "dismissed" => "不予追究",
        _ => code,
    };

    public static string State(AccountabilityState state) => state switch
    {
        AccountabilityState.Open => "核实中",
        AccountabilityState.Heard => "陈述申辩",
        AccountabilityState.Decided => "执行中",
        AccountabilityState.Dismissed => "不予追究",
        _ => "已办结",
    };

    public static string Subject(SubjectKind kind) => kind switch
    {
        SubjectKind.Community => "社区",
        SubjectKind.Person => "个人",
        SubjectKind.Department => "科室",
        _ => "隐患",
    };
}
