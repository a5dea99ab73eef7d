using System.Collections.Frozen;
using Rectification.Hazards;

namespace Rectification.Web.Shared;

/// <summary>Codes that stand in decision tables, as people say them.</summary>
public static class DecisionCodes
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["letter"] = "函告",
        ["notice"] = "书面通报",
        ["interview"] = "约谈",
        ["warningTalk"] = "谈话警示",
        ["listedSupervision"] = "挂牌督办",
        ["admonishment"] = "诫勉谈话",
        ["clueTransfer"] = "问题线索移送",
        ["exposure"] = "曝光",
        ["community"] = "社区",
        ["person"] = "个人",
        ["department"] = "部门",
        ["hazard"] = "隐患",
        ["red"] = "红色",
        ["yellow"] = "黄色",
        ["blue"] = "蓝色",
        ["none"] = "未定级",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The word for a code; any other text as it is.</summary>
    public static string Word(string text) => Words.GetValueOrDefault(text) ?? HazardWords.Level(text)?.ChineseName ?? text;
}
