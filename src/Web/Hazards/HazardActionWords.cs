using Rectification.Hazards;

namespace Rectification.Web.Hazards;

/// <summary>How an action beside the tasks is offered and what it will do, told before it is done.</summary>
/// <param name="Key">In the address.</param>
/// <param name="Button">Verb with its object.</param>
/// <param name="Done">Told afterwards: what was done and what follows.</param>
public sealed record HazardActionWords(HazardAction Action, string Key, string Name, string Consequence, string Button, string Done)
{
    public static readonly HazardActionWords[] All =
    [
        new(HazardAction.RequestReinspection, "reinspection", "申请复查", "整改做完后申请。复查任务马上交给网格员；已在复查的，材料并入正在办理的环节。",
            "提交复查申请", "复查申请已提交，网格员会到现场复查。"),
        new(HazardAction.AddEvidence, "evidence", "上传整改材料", "照片和文件归入本案，办理的人都能看到。不会改变整改期限，也不等于申请复查。",
            "上传材料", "材料已归入本案。"),
        new(HazardAction.RaiseToMajor, "raise", "升为重大隐患", "正在进行的复查、验收等任务全部撤回，按重大隐患重新办理：网格员采取停用措施，街道安办到场核实，并填报重大隐患填报表。",
            "升为重大隐患", "已升为重大隐患，停用措施和街道核实的任务已经发出。"),
        new(HazardAction.Reassign, "reassign", "改派网格责任人", "本案归该网格的未办任务转给新的责任人，原责任人不再办理。",
            "改派责任人", "已改派，新的网格责任人已收到通知。"),
        new(HazardAction.MarkDuplicate, "duplicate", "标记为重复", "本案结束并入另一件，未办任务全部撤回；另一件照常办理。",
            "并入另一件", "已并入另一件，本案结束。"),
        new(HazardAction.IssueOrder, "order", "下发交办单、督办单", "按您写的要求和期限生成带编号的交办单或督办单，发给社区和行业监管科室；本案照常办理。",
            "下发", "已下发，社区和行业监管科室已收到通知，文书在“文书”里打印。"),
        new(HazardAction.Withdraw, "withdraw", "撤回登记", "登记有误时撤回，本案结束，编号保留。别人办理过以后不能撤回。",
            "撤回登记", "登记已撤回，本案结束。"),
    ];

    public static HazardActionWords? Find(string key) => All.FirstOrDefault(words => words.Key == key);

    public static HazardActionWords Of(HazardAction action) => All.First(words => words.Action == action);

    public string Address(string caseNumber) => $"/hazards/{caseNumber}/actions/{Key}";
}
