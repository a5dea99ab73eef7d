namespace Rectification.Oversight;

public static class OversightWords
{
    public static string Name(FindingKind kind) => kind switch
    {
        FindingKind.FalseRectification => "虚假整改",
        FindingKind.NotInspected => "该排查未排查",
        FindingKind.NotRectified => "该整改未整改",
        FindingKind.Unfit => "不具备安全生产条件",
        _ => "走形式、查而不改",
    };

    public static string Name(AccidentKind kind) => kind == AccidentKind.Fire ? "火灾" : "生产安全事故";

    public static string Name(AccidentGrade grade) => grade switch
    {
        AccidentGrade.Ordinary => "一般",
        AccidentGrade.OrdinaryWithImpact => "一般（社会影响较大）",
        AccidentGrade.Larger => "较大",
        _ => "重大及以上",
    };
}
