using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rectification.Accountability;

/// <summary>One trigger of 003-4 or of its neighbours: what it says, and to whom and what it leads.</summary>
/// <param name="Code">N1–N8, I1–I7, L1–L5, A1–A3, T1, X1–X5.</param>
/// <param name="Clause">As in <c>domain.md</c>: <c>003-4.1.2</c>.</param>
/// <param name="Words">The facts in few words, when nothing nearer is known.</param>
/// <param name="Measure">What is proposed first; a person decides.</param>
/// <param name="Found">How the system comes to know.</param>
/// <param name="NeedsDocument">Opened by hand only with the paper that it rests on.</param>
public sealed record TriggerRule(string Code, string Clause, string Words, string Measure, TriggerSource Found, bool NeedsDocument = false)
{
    public static readonly ImmutableArray<TriggerRule> All =
    [
        new("N1", "003-4.1.1", "整改进度滞后，影响全街道进度", Measures.Notice, TriggerSource.Timer),
        new("N2", "003-4.1.2", "未及时下发整改通知书督促整改", Measures.Notice, TriggerSource.Timer),
        new("N3", "003-4.1.3", "未建立隐患排查治理台账", Measures.Notice, TriggerSource.Timer),
        new("N4", "003-4.1.4", "未及时依法复查", Measures.Notice, TriggerSource.Timer),
        new("N5", "003-4.1.5", "停产停业整顿未整改到位却同意恢复", Measures.Notice, TriggerSource.Rule),
        new("N6", "003-4.1.6", "整改无望或拒不执行，未及时上报", Measures.Notice, TriggerSource.Timer),
        new("N7", "003-4.1.7", "未按要求上报整改情况", Measures.Notice, TriggerSource.Timer),
        new("N8", "003-4.1.8", "其他应当通报的情形", Measures.Notice, TriggerSource.Hand),
        new("I1", "003-4.2.1", "不按规定时限完成监管任务", Measures.Interview, TriggerSource.Timer),
        new("I2", "003-4.2.2", "通报后仍无明显进展", Measures.Interview, TriggerSource.Timer),
        new("I3", "003-4.2.3", "无法保证安全的重大隐患未及时依法责令停止", Measures.Interview, TriggerSource.Timer),
        new("I4", "003-4.2.4", "隐患督促整改不力、治理进展缓慢或治理效果差", Measures.Interview, TriggerSource.Rule),
        new("I5", "003-4.2.5", "推诿扯皮、敷衍塞责、不作为慢作为、督促不力", Measures.Interview, TriggerSource.Timer),
        new("I6", "003-4.2.6", "虚报整改进度，与事实不相符", Measures.Interview, TriggerSource.Rule),
        new("I7", "003-4.2.7", "其他应当约谈的情形", Measures.Interview, TriggerSource.Hand),
        new("L1", "003-4.3.1", "因督促整改不力或逾期未完成整改，被上级通报", Measures.Listing, TriggerSource.Hand, NeedsDocument: true),
        new("L2", "003-4.3.2", "因督促整改不力，一般隐患演变为重大隐患", Measures.Listing, TriggerSource.Rule),
        new("L3", "003-4.3.3", "不具备安全生产条件，未及时上报依法关闭", Measures.Listing, TriggerSource.Timer),
        new("L4", "003-4.3.4", "因督促整改不力，导致生产安全事故", Measures.Listing, TriggerSource.Rule),
        new("L5", "003-4.3.5", "其他应当挂牌督办的情形", Measures.Listing, TriggerSource.Timer),
        new("A1", "003-4.4.1", "排查或督促整改不到位，导致火灾", Measures.Admonishment, TriggerSource.Rule),
        new("A2", "003-4.4.2", "督导中发现该排查未排查、该整改未整改", Measures.Admonishment, TriggerSource.Rule),
        new("A3", "003-4.4.3", "其他应当诫勉谈话的情形", Measures.Admonishment, TriggerSource.Hand),
        new("T1", "003-4.5", "不履行或不完全履行督促责任，导致较大及以上事故或社会影响较大的一般事故", Measures.ClueTransfer, TriggerSource.Hand),
        new("X1", "001-7", "未排查、查不出、拒不整改或虚假整改，致使重大隐患长期存在", Measures.Admonishment, TriggerSource.Rule),
        new("X2", "002-五(三)", "责任倒查：经手检查、签字、验收的人员履职情况", Measures.ClueTransfer, TriggerSource.Hand),
        new("X3", "004-二.1.5", "走形式走过场、“宽松软”、见而不查、查而不改", Measures.Interview, TriggerSource.Hand),
        new("X4", "001-1", "行业领域被上级点名批评、通报", Measures.WarningTalk, TriggerSource.Hand, NeedsDocument: true),
        new("X5", "001-三(六)", "重大隐患悬而不决、逾期未完成目标", Measures.Admonishment, TriggerSource.Timer),
    ];

    private static readonly FrozenDictionary<string, TriggerRule> ByCode = All.ToFrozenDictionary(rule => rule.Code);

    public static TriggerRule? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The rule of a code that is known to exist.</summary>
    public static TriggerRule Of(string code) => Find(code) ?? throw new ArgumentException($"'{code}' is no trigger of 003-4.", nameof(code));

    /// <summary>What a person may put forward: those by hand, and those that the system only half knows.</summary>
    public bool IsByHand => Found == TriggerSource.Hand || Code is "I5" or "I6" or "L2" or "L4" or "L5" or "A1" or "A2" or "X1";

    /// <summary>What is decided on it goes into the year's appraisal of those who are responsible (001-三(六)).</summary>
    public bool IsForAppraisal => Code == "X5";

    /// <summary>The next step of the ladder; null where nothing stands above (003-4: N → I2 → L5 → A3).</summary>
    public static string? Above(string? measure) => measure switch
    {
        Measures.Notice => "I2",
        Measures.Interview => "L5",
        Measures.Listing => "A3",
        _ => null,
    };
}

public enum TriggerSource
{
    Timer,
    Rule,
    Hand,
}

/// <summary>The measures by the codes that drawings, API and tables use.</summary>
public static class Measures
{
    public const string Notice = "notice";
    public const string Interview = "interview";
    public const string Listing = "listedSupervision";
    public const string Admonishment = "admonishment";
    public const string ClueTransfer = "clueTransfer";
    public const string WarningTalk = "warningTalk";
    public const string Letter = "letter";
    public const string Exposure = "exposure";
    public const string Dismissed = "dismissed";

    public static bool IsOne(string? measure) =>
        measure is Notice or Interview or Listing or Admonishment or ClueTransfer or WarningTalk or Letter or Exposure or Dismissed;

    /// <summary>How far up the ladder of 003-4 a measure stands: 1 for 书面通报 to 5 for 问题线索移送; 0 for what stands beside it (函告, 曝光, 谈话警示).</summary>
    public static int Rung(string? measure) => measure switch
    {
        Notice => 1,
        Interview => 2,
        Listing => 3,
        Admonishment => 4,
        ClueTransfer => 5,
        _ => 0,
    };

    public static string ChineseName(string measure) => measure switch
    {
        Notice => "书面通报",
        Interview => "约谈",
        Listing => "挂牌督办",
        Admonishment => "诫勉谈话",
        ClueTransfer => "问题线索移送",
        WarningTalk => "谈话警示",
        Letter => "函告",
        Exposure => "曝光",
        Dismissed => "不予追究",
        _ => measure,
    };
}
