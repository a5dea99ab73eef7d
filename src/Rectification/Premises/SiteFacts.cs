using System.Collections.Immutable;

namespace Rectification.Premises;

/// <summary>What is written down of a premises, as typed or imported.</summary>
public sealed record SiteFacts(
    string Name,
    string Address,
    SiteKind Kind,
    string Category,
    string? Industry = null,
    int? Headcount = null,
    string Tags = "",
    string? Principal = null,
    string? Phone = null,
    bool IsKey = false)
{
    public const int MaxHeadcount = 100_000;

    /// <summary>Suggestions; others can be written.</summary>
    public static readonly ImmutableArray<string> Categories =
    [
        "服装加工", "纺织", "鞋材加工", "泡沫制品", "纸箱包装", "玩具制造", "木材加工", "五金加工", "食品加工", "印刷", "仓储", "冷库", "快递物流",
        "餐饮", "商场超市", "商业综合体", "农贸市场", "零售", "药店", "美容美发", "旅馆", "网吧", "歌舞娱乐", "影剧院", "加油站", "燃气供应",
        "汽车修理", "电动车销售维修", "废品回收", "建材销售", "家具销售", "停车库", "建筑施工",
        "出租房", "学校", "幼儿园", "教育培训", "养老机构", "医疗", "文化活动",
    ];

    public static readonly ImmutableArray<string> KnownTags = ["九小", "三合一", "多合一", "混合业态", "人员密集", "群租", "丙类火灾危险", "危险化学品", "瓶装液化气", "粉尘", "涉氨制冷"];

    public SiteFacts Trimmed => this with
    {
        Name = Name.Trim(),
        Address = Address.Trim(),
        Category = Category.Trim(),
        Industry = Blank(Industry),
        Tags = string.Join('、', Tags.Split(['、', ',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()),
        Principal = Blank(Principal),
        Phone = Blank(Phone),
    };

    /// <summary>Messages by field; empty when all is well.</summary>
    public ImmutableSortedDictionary<string, string> Check()
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>();
        Length("name", "名称", Name, 2, 100);
        Length("address", "地址", Address, 2, 200);
        Length("category", "类别", Category, 2, 20);
        Length("industry", "行业", Industry, 0, 50);
        Length("tags", "标签", Tags, 0, 200);
        Length("principal", "主要负责人", Principal, 0, 50);
        if (!Enum.IsDefined(Kind))
            errors["kind"] = "种类请从列表里选";
        if (Headcount is < 0 or > MaxHeadcount)
            errors["headcount"] = $"人数应在 0–{MaxHeadcount} 之间";
        if (Phone is { } phone && !People.Phones.IsPlausible(phone))
            errors["phone"] = People.Phones.Expected;
        return errors.ToImmutable();

        void Length(string field, string label, string? text, int least, int most)
        {
            var length = text?.Length ?? 0;
            if (length < least || length > most)
                errors[field] = length == 0 ? $"请填写{label}" : least == 0 ? $"{label}最多 {most} 个字" : $"{label}请填写 {least}–{most} 个字";
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Kinds as people say them.</summary>
public static class SiteKinds
{
    private static readonly string[] Chinese = ["生产经营单位", "出租房", "社会单位"];

    extension(SiteKind kind)
    {
        public string ChineseName => Chinese[(int)kind];
    }

    /// <summary>Null for a word that is none of them.</summary>
    public static SiteKind? Read(string word) => Array.IndexOf(Chinese, word.Trim()) is >= 0 and var index ? (SiteKind)index : null;
}

/// <summary>The three colours as people say them.</summary>
public static class Colours
{
    private static readonly string[] Chinese = ["未定", "蓝", "黄", "红"];

    extension(Colour colour)
    {
        public string ChineseName => Chinese[(int)colour];
    }

    /// <summary>Nothing written is <see cref="Colour.None"/>; null for a word that is none of them.</summary>
    public static Colour? Read(string word) => word.Trim() is "" ? Colour.None
        : Array.IndexOf(Chinese, word.Trim().TrimEnd('色')) is >= 0 and var index ? (Colour)index : null;
}
