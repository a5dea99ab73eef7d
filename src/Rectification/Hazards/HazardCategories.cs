using System.Collections.Immutable;

namespace Rectification.Hazards;

/// <summary>What a hazard is about (001-4, 002-四(三), 004-二.6, 003-3.1).</summary>
public sealed record HazardCategory(string Code, string Name, string Example);

public static class HazardCategories
{
    public static readonly ImmutableArray<HazardCategory> All =
    [
        new("fire", "消防安全", "灭火器过期、无应急照明、防火分隔损坏"),
        new("evacuation", "疏散通道", "安全出口上锁、通道堆放货物"),
        new("electrical", "用电安全", "私拉乱接、电线裸露、配电箱敞开"),
        new("gas", "燃气安全", "气瓶间不合格、软管老化、双气源"),
        new("eBike", "电动自行车", "楼道内停放充电、飞线充电"),
        new("threeInOne", "三合一场所", "住宿与生产、仓储混在一处"),
        new("storage", "仓储堆放", "可燃物超量堆放、堵占防火间距"),
        new("chemicals", "危险化学品", "超量存放、混放、无泄漏处置"),
        new("hotWork", "动火及三大作业", "未报备动火、无人监护"),
        new("confinedSpace", "有限空间", "无检测、无通风、无警示"),
        new("machinery", "机械设备", "防护罩缺失、联锁失效"),
        new("specialEquipment", "特种设备", "未检验、无证操作"),
        new("construction", "建筑施工", "高处作业无防护、脚手架缺陷"),
        new("building", "房屋安全", "擅自改变结构或使用性质"),
        new("dust", "粉尘防爆", "除尘系统缺失、积尘"),
        new("management", "安全管理", "无制度、无培训、无应急预案"),
        new("other", "其他", ""),
    ];

    /// <summary>By code or Chinese name.</summary>
    public static HazardCategory? Find(string? word) =>
        All.FirstOrDefault(category => category.Code == word || category.Name == word);

    public static string NameOf(string code) => Find(code)?.Name ?? code;
}
