using System.Collections.Immutable;
using Rectification.Premises;

namespace Rectification.Demo;

/// <summary>The premises of the demonstration street, of the kinds that the policies and the published notices name.</summary>
internal static class DemoSites
{
    /// <summary>Where enterprise1 is in charge.</summary>
    public const string Workshop = "宏达制衣工坊";

    public static readonly ImmutableArray<DemoSite> All =
    [
        new("东风一", Workshop, "东风路 18 号自建房一、二层", SiteKind.Business, "服装加工", 26, Colour.Yellow, "张宏达", "100-0000-1001", "九小、三合一", IsKey: true),
        new("东风一", "鑫源泡沫制品厂", "东风工业区 3 号", SiteKind.Business, "泡沫制品", 34, Colour.Red, "郑光明", "100-0000-1008", "丙类火灾危险", IsKey: true),
        new("东风一", "佳美超市", "东风路 52 号", SiteKind.Business, "商场超市", 14, Colour.Blue, "许佳美", "100-0000-1015", "人员密集"),
        new("东风一", "东风路 36 号出租房", "东风路 36 号", SiteKind.Rental, "出租房", 22, Colour.Yellow, "蔡阿福", "100-0000-1022", "群租"),
        new("东风一", "东风路 41 号出租房", "东风路 41 号", SiteKind.Rental, "出租房", 12, Colour.Blue, "蔡阿福", "100-0000-1029", ""),
        new("东风一", "老街坊牛肉面馆", "东风路 7 号", SiteKind.Business, "餐饮", 6, Colour.Blue, "马占山", "100-0000-1036", "九小"),
        new("东风一", "川湘人家餐馆", "东风路 9 号", SiteKind.Business, "餐饮", 11, Colour.Yellow, "唐玉兰", "100-0000-1043", "九小、瓶装液化气"),
        new("东风一", "兴旺布料仓库", "东风工业区 5 号", SiteKind.Business, "仓储", 8, Colour.Yellow, "施兴旺", "100-0000-1050", "丙类火灾危险", IsKey: true),
        new("东风一", "恒信纸箱厂", "东风工业区 6 号", SiteKind.Business, "纸箱包装", 29, Colour.Yellow, "吕恒信", "100-0000-1057", "丙类火灾危险", IsKey: true),
        new("东风一", "小神龙幼儿园", "东风路 60 号", SiteKind.Institution, "幼儿园", 146, Colour.Blue, "苏文静", "100-0000-1064", "人员密集", IsKey: true),
        new("东风一", "东风社区卫生服务站", "东风路 1 号", SiteKind.Institution, "医疗", 17, Colour.Blue, "叶国平", "100-0000-1071", ""),
        new("东风一", "美丽人生美发店", "东风路 22 号", SiteKind.Business, "美容美发", 5, Colour.Blue, "方丽", "100-0000-1078", "九小"),
        new("东风一", "阿强电动车行", "东风路 24 号", SiteKind.Business, "电动车销售维修", 4, Colour.Yellow, "洪志强", "100-0000-1085", "九小"),
        new("东风一", "东风路 88 号联排作坊", "东风路 88 号一层", SiteKind.Business, "服装加工", 9, Colour.Red, "曾阿珍", "100-0000-1092", "九小、三合一"),
        new("东风一", "喜洋洋童装加工部", "东风路 90 号", SiteKind.Business, "服装加工", 15, Colour.Yellow, "赖秋菊", "100-0000-1099", "九小"),
        new("东风一", "诚达快递东风网点", "东风路 70 号", SiteKind.Business, "快递物流", 12, Colour.Blue, "江涛", "100-0000-1106", "九小"),
        new("东风一", "东风菜市场", "东风路 30 号", SiteKind.Business, "农贸市场", 63, Colour.Yellow, "东风市场管理处", "100-0000-1113", "人员密集", IsKey: true),
        new("东风二", "永顺五金加工店", "东风二路 5 号", SiteKind.Business, "五金加工", 7, Colour.Yellow, "庄永顺", "100-0000-1120", "九小、金属喷漆"),
        new("东风二", "织锦纺织一车间", "纺织巷 2 号", SiteKind.Business, "纺织", 38, Colour.Yellow, "傅建平", "100-0000-1127", "丙类火灾危险", IsKey: true),
        new("东风二", "织锦纺织二车间", "纺织巷 4 号", SiteKind.Business, "纺织", 41, Colour.Red, "傅建平", "100-0000-1134", "丙类火灾危险", IsKey: true),
        new("东风二", "广源纺织厂", "纺织巷 11 号", SiteKind.Business, "纺织", 52, Colour.Yellow, "戴广源", "100-0000-1141", "丙类火灾危险", IsKey: true),
        new("东风二", "惠民药店", "东风二路 16 号", SiteKind.Business, "药店", 4, Colour.Blue, "柯惠民", "100-0000-1148", "九小"),
        new("东风二", "福满楼酒家", "东风二路 28 号", SiteKind.Business, "餐饮", 24, Colour.Blue, "姚福满", "100-0000-1155", "人员密集"),
        new("东风二", "聚友烧烤", "东风二路 31 号", SiteKind.Business, "餐饮", 8, Colour.Yellow, "白小军", "100-0000-1162", "九小、瓶装液化气"),
        new("东风二", "东风二路 12 号出租房", "东风二路 12 号", SiteKind.Rental, "出租房", 18, Colour.Yellow, "沈金水", "100-0000-1169", "群租"),
        new("东风二", "东风二路 20 号出租房", "东风二路 20 号", SiteKind.Rental, "出租房", 9, Colour.Blue, "沈金水", "100-0000-1176", ""),
        new("东风二", "纺织巷 7 号出租房", "纺织巷 7 号", SiteKind.Rental, "出租房", 31, Colour.Red, "卢玉凤", "100-0000-1183", "群租、电动车停放"),
        new("东风二", "明珠宾馆", "东风二路 40 号", SiteKind.Business, "旅馆", 16, Colour.Yellow, "丁明珠", "100-0000-1190", "人员密集", IsKey: true),
        new("东风二", "红星小学", "东风二路 66 号", SiteKind.Institution, "学校", 820, Colour.Blue, "彭校长", "100-0000-1197", "人员密集", IsKey: true),
        new("东风二", "顺达汽修厂", "东风二路 71 号", SiteKind.Business, "汽车修理", 13, Colour.Yellow, "余顺达", "100-0000-1204", "油漆稀料"),
        new("东风二", "飞宇网咖", "东风二路 44 号", SiteKind.Business, "网吧", 10, Colour.Yellow, "翁宇飞", "100-0000-1211", "人员密集"),
        new("东风二", "万家建材商行", "东风二路 80 号", SiteKind.Business, "建材销售", 6, Colour.Blue, "汤万家", "100-0000-1218", ""),
        new("东风二", "丽影印刷社", "东风二路 83 号", SiteKind.Business, "印刷", 12, Colour.Yellow, "任丽影", "100-0000-1225", "油墨溶剂"),
        new("东风二", "东风二路公厕改建工地", "东风二路 90 号", SiteKind.Business, "建筑施工", 21, Colour.None, "城建三队", "100-0000-1232", ""),
        new("新城一", "新城购物广场", "新城大道 1 号", SiteKind.Business, "商业综合体", 460, Colour.Yellow, "新城商业管理公司", "100-0000-1239", "人员密集", IsKey: true),
        new("新城一", "新城购物广场地下停车库", "新城大道 1 号地下二层", SiteKind.Business, "停车库", 9, Colour.Blue, "新城商业管理公司", "100-0000-1246", ""),
        new("新城一", "万象影城", "新城大道 1 号五层", SiteKind.Business, "影剧院", 28, Colour.Blue, "魏向东", "100-0000-1253", "人员密集", IsKey: true),
        new("新城一", "好声音量贩歌厅", "新城大道 1 号六层", SiteKind.Business, "歌舞娱乐", 33, Colour.Yellow, "石磊", "100-0000-1260", "人员密集", IsKey: true),
        new("新城一", "海鲜大排档", "新城大道 15 号", SiteKind.Business, "餐饮", 19, Colour.Yellow, "卓海生", "100-0000-1267", "瓶装液化气"),
        new("新城一", "新城大道 21 号公寓", "新城大道 21 号", SiteKind.Rental, "出租房", 64, Colour.Yellow, "顾美琴", "100-0000-1274", "群租、人员密集"),
        new("新城一", "新城大道 25 号出租房", "新城大道 25 号", SiteKind.Rental, "出租房", 15, Colour.Blue, "顾美琴", "100-0000-1281", ""),
        new("新城一", "康乐老年公寓", "新城大道 33 号", SiteKind.Institution, "养老机构", 92, Colour.Yellow, "孟康", "100-0000-1288", "人员密集", IsKey: true),
        new("新城一", "新城中学", "新城大道 40 号", SiteKind.Institution, "学校", 1360, Colour.Blue, "尹校长", "100-0000-1295", "人员密集", IsKey: true),
        new("新城一", "益民大药房", "新城大道 18 号", SiteKind.Business, "药店", 5, Colour.Blue, "邱益民", "100-0000-1302", "九小"),
        new("新城一", "冰轮冷库", "新城大道 77 号", SiteKind.Business, "冷库", 17, Colour.Red, "詹永福", "100-0000-1309", "涉氨制冷", IsKey: true),
        new("新城一", "锦绣婚庆布置仓库", "新城大道 79 号", SiteKind.Business, "仓储", 4, Colour.Yellow, "孔锦绣", "100-0000-1316", "九小"),
        new("新城一", "速通快运分拨点", "新城大道 85 号", SiteKind.Business, "快递物流", 45, Colour.Yellow, "秦速", "100-0000-1323", "丙类火灾危险"),
        new("新城一", "新城加油站", "新城大道 99 号", SiteKind.Business, "加油站", 14, Colour.Yellow, "青川石油新城站", "100-0000-1330", "危险化学品", IsKey: true),
        new("新城一", "鲜果多水果店", "新城大道 11 号", SiteKind.Business, "零售", 3, Colour.Blue, "龚小果", "100-0000-1337", "九小"),
        new("新城一", "青禾培训中心", "新城大道 1 号三层", SiteKind.Institution, "教育培训", 26, Colour.Blue, "陶青禾", "100-0000-1344", "人员密集"),
        new("新城一", "博雅家具展厅", "新城大道 60 号", SiteKind.Business, "家具销售", 11, Colour.Yellow, "常博雅", "100-0000-1351", "木材"),
        new("新城二", "新城二街 6 号制衣作坊", "新城二街 6 号二层", SiteKind.Business, "服装加工", 13, Colour.Red, "雷桂花", "100-0000-1358", "九小、三合一"),
        new("新城二", "锐达服饰厂", "新城二街 10 号", SiteKind.Business, "服装加工", 48, Colour.Yellow, "段锐", "100-0000-1365", "丙类火灾危险", IsKey: true),
        new("新城二", "精诚鞋材厂", "新城二街 14 号", SiteKind.Business, "鞋材加工", 37, Colour.Red, "史精诚", "100-0000-1372", "丙类火灾危险、胶粘剂", IsKey: true),
        new("新城二", "乐童玩具厂", "新城二街 16 号", SiteKind.Business, "玩具制造", 55, Colour.Yellow, "贺乐", "100-0000-1379", "丙类火灾危险", IsKey: true),
        new("新城二", "木语木器加工场", "新城二街 22 号", SiteKind.Business, "木材加工", 10, Colour.Red, "万木林", "100-0000-1386", "粉尘", IsKey: true),
        new("新城二", "回春废品回收站", "新城二街 35 号", SiteKind.Business, "废品回收", 5, Colour.Red, "钟回春", "100-0000-1393", "九小"),
        new("新城二", "新城二街 8 号出租房", "新城二街 8 号", SiteKind.Rental, "出租房", 27, Colour.Yellow, "倪三妹", "100-0000-1400", "群租"),
        new("新城二", "新城二街 12 号出租房", "新城二街 12 号", SiteKind.Rental, "出租房", 14, Colour.Blue, "倪三妹", "100-0000-1407", ""),
        new("新城二", "新城二街 19 号出租房", "新城二街 19 号", SiteKind.Rental, "出租房", 33, Colour.Red, "樊大勇", "100-0000-1414", "群租、电动车停放"),
        new("新城二", "塞上火锅店", "新城二街 41 号", SiteKind.Business, "餐饮", 16, Colour.Yellow, "乌兰", "100-0000-1421", "瓶装液化气"),
        new("新城二", "晨光早餐店", "新城二街 43 号", SiteKind.Business, "餐饮", 3, Colour.Blue, "于晨光", "100-0000-1428", "九小"),
        new("新城二", "新城二街农家乐", "新城二街 50 号", SiteKind.Business, "餐饮", 12, Colour.Blue, "季长生", "100-0000-1435", ""),
        new("新城二", "安心旅社", "新城二街 47 号", SiteKind.Business, "旅馆", 9, Colour.Yellow, "安慧", "100-0000-1442", "九小"),
        new("新城二", "旺旺宠物医院", "新城二街 55 号", SiteKind.Business, "宠物服务", 6, Colour.Blue, "伍旺", "100-0000-1449", "九小"),
        new("新城二", "华艺喷涂加工点", "新城二街 58 号", SiteKind.Business, "五金加工", 8, Colour.Red, "葛华", "100-0000-1456", "九小、金属喷漆"),
        new("新城二", "新城二街文化活动室", "新城二街 2 号", SiteKind.Institution, "文化活动", 4, Colour.None, "新城社区居委会", "100-0000-1463", ""),
        new("新城二", "百味食品加工坊", "新城二街 62 号", SiteKind.Business, "食品加工", 18, Colour.Yellow, "向百味", "100-0000-1470", "燃气"),
        new("新城二", "顺安液化气换瓶点", "新城二街 70 号", SiteKind.Business, "燃气供应", 5, Colour.Red, "匡顺安", "100-0000-1477", "危险化学品", IsKey: true),
    ];
}

internal sealed record DemoSite(
    string Grid, string Name, string Address, SiteKind Kind, string Category, int Headcount, Colour Colour, string Principal, string Phone, string Tags, bool IsKey = false);
