using System.Collections.Immutable;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Demo;

/// <summary>
/// Cases at different steps, made by the commands that people use. What waits or falls due lies in 新城社区; 东风社区 has only closed ones.
/// Each case is registered under a key of its own and a step is done only where its task is open, so adding twice is harmless.
/// </summary>
public sealed class DemoHazards(IServiceScopeFactory scopes, StreetClock clock, ILogger<DemoHazards> log) : IDemoCases
{
    private readonly DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Calendars.Offset).DateTime);

    public async Task Add(CancellationToken ct)
    {
        await Closed(ct);
        await Waiting(ct);
        await Major(ct);
        await Refused(ct);
        await Opened(ct);
    }

    /// <summary>Put right on the spot, and a general one through to closing.</summary>
    private async Task Closed(CancellationToken ct)
    {
        await new Story(this, "grid1", "宏达制衣工坊", "onTheSpot", "evacuation", "裁床旁通道堆放布匹，占用疏散宽度", ct)
            .Do("grid1", "record-fix", ("outcome", "fixed"), ("noPhotoReason", "当场清理，执法记录仪已留存"), ("secondNameKind", "representative"), ("secondName", "张宏达"))
            .Tell();
        await new Story(this, "grid2", "织锦纺织一车间", "general", "electrical", "空气开关裸露，无盖板", ct)
            .Do("grid2", "issue-notice", Notice("空气开关裸露，无盖板", "加装盖板，由持证电工检修", "盖板齐全，线路无裸露", 7))
            .Apply("grid2", "已加装盖板，申请复查")
            .Do("grid2", "revisit", ("outcome", "passed"), ("noPhotoReason", "企业已提交照片"), ("findings", "盖板已装齐"))
            .Do("officer1", "accept", ("outcome", "accepted"), ("opinion", "整改到位"))
            .Tell();
        await new Story(this, "grid4", "新城二街 8 号出租房", "onTheSpot", "eBike", "电动自行车在楼道内充电", ct)
            .Do("grid4", "record-fix", ("outcome", "fixed"), ("noPhotoReason", "当场移出"), ("secondNameKind", "representative"), ("secondName", "倪三妹"))
            .Tell();
    }

    /// <summary>Noticed and waiting, applied for, asked for more time.</summary>
    private async Task Waiting(CancellationToken ct)
    {
        await new Story(this, "grid3", "新城购物广场", "general", "evacuation", "疏散图未标明所在位置", ct)
            .Do("grid3", "issue-notice", Notice("疏散图未标明所在位置", "更换各楼层疏散图", "每层疏散图标明当前位置", 7))
            .Tell();
        await new Story(this, "grid3", "新城购物广场", "general", "fire", "防火卷帘门下无禁放提示", ct)
            .Do("grid3", "issue-notice", Notice("防火卷帘门下无禁放提示", "地面划线并张贴禁放提示", "每樘卷帘门下有划线和提示", 10))
            .Apply("grid3", "已划线张贴，申请复查")
            .Tell();
        await new Story(this, "grid4", "顺安液化气换瓶点", "general", "gas", "实瓶与空瓶混放，警示标志缺失", ct)
            .Do("grid4", "issue-notice", Notice("实瓶与空瓶混放，警示标志缺失", "分区存放并设置标志", "分区清楚，标志齐全", 5))
            .Apply("grid4", "已分区，标志牌在制作")
            .Do("grid4", "revisit", ("outcome", "partly"), ("noPhotoReason", "夜间复查，光线不足"), ("findings", "已分区，标志未到"),
                ("requestedDeadline", today.AddDays(9)), ("reason", "标志牌定制需一周"))
            .Tell();
    }

    /// <summary>A major hazard: stop measures taken, verified by the community, its report with one signature of two.</summary>
    private async Task Major(CancellationToken ct) =>
        await new Story(this, "grid3", "冰轮冷库", "major", "chemicals", "制冷机房氨气报警装置失灵，机房与宿舍相邻", ct)
            .Do("grid3", "record-stop-measures",
            [
                .. Notice("制冷机房氨气报警装置失灵，机房与宿舍相邻", "停用机房，检修报警装置，宿舍迁出", "报警装置检测合格，宿舍搬空", 20),
                ("outcome", "recorded"), ("stopKinds", ImmutableArray.Create<object?>("stopUse", "evacuate")), ("responsibility", "詹永福"), ("funds", 8m), ("plan", "专人值守，每两小时测氨"),
            ])
            .Do("officer2", "verify-on-site", ("outcome", "major"), ("findings", "情况属实"), ("requirements", "网格员每天到场，督促宿舍三日内迁出"))
            .Do("grid3", "fill-report", ("outcome", "submitted"), ("problem", "制冷机房氨气报警装置失灵，机房与宿舍相邻"), ("responsibility", "詹永福；网格员林晓东；社区安全员黄志明"),
                ("measures", "停用机房，检修报警装置，宿舍迁出"), ("funds", 8m), ("timeLimit", today.AddDays(20)), ("plan", "专人值守，每两小时测氨"))
            .Do("officer2", "complete-report", ("outcome", "submitted"), ("opinion", "核对无误，措施可行"))
            .Do("leader3", "sign-as-leader", ("outcome", "signed"))
            .Tell();

    /// <summary>Refused, reported, and waiting for the street's officers.</summary>
    private async Task Refused(CancellationToken ct) =>
        await new Story(this, "grid4", "华艺喷涂加工点", "general", "hotWork", "喷漆间与焊接工位相邻，无隔断", ct)
            .Do("grid4", "issue-notice", Notice("喷漆间与焊接工位相邻，无隔断", "设置实体隔断或迁移焊接工位", "两处有实体隔断", 3))
            .Apply("grid4", "负责人称不再整改")
            .Do("grid4", "revisit", ("outcome", "refused"), ("noPhotoReason", "负责人拒绝拍照"), ("findings", "仍在作业"), ("reason", "负责人明确表示不整改"))
            .Do("officer2", "report-refusal", ("outcome", "reported"), ("facts", "经两次督促仍不整改"))
            .Tell();

    /// <summary>Just registered.</summary>
    private async Task Opened(CancellationToken ct)
    {
        await new Story(this, "grid4", "新城二街 19 号出租房", "undetermined", "building", "三层自建房一层存放酒精，不能确定等级", ct).Tell();
        await new Story(this, "grid4", "精诚鞋材厂", "onTheSpot", "chemicals", "胶水桶未加盖，放在裁断机旁", ct).Tell();
        await new Story(this, "safety1", "乐童玩具厂", "general", "machinery", "注塑机安全门联锁失效", ct).Tell();
    }

    private (string Name, object? Value)[] Notice(string problem, string measures, string standard, int days) =>
    [
        ("outcome", "issued"), ("problem", problem), ("measures", measures), ("acceptanceStandard", standard), ("deadline", today.AddDays(days)),
        ("interimMeasures", "整改期间专人看护"), ("delivery", "signed"), ("receiver", "现场负责人"),
    ];

    private async Task<Result<T>> Send<T>(string userName, ICommand<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<RectificationDb>().Users.Where(user => user.UserName == userName).Select(user => user.Id).FirstAsync(ct);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = await scope.ServiceProvider.GetRequiredService<Actors>().Load(id, ct);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }

    private void Stopped(string premises, Problem problem) => log.LogWarning("Demonstration case at {Premises} stops early: {Code} {Title} {Errors}",
        premises, problem.Code, problem.Title, string.Join("; ", problem.Errors ?? ImmutableSortedDictionary<string, string>.Empty));

    private async Task<T> Read<T>(Func<RectificationDb, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RectificationDb>());
    }

    /// <summary>One case, told step by step; a step that is refused ends the telling, is logged and keeps the host from nothing.</summary>
    private sealed class Story(DemoHazards demo, string finder, string premises, string level, string category, string description, CancellationToken ct)
    {
        private readonly List<Func<string, Task<Problem?>>> steps = [];

        public Story Do(string userName, string elementId, params (string Name, object? Value)[] values)
        {
            steps.Add(async caseNumber =>
            {
                var task = await demo.Read(db => db.Tasks.AsNoTracking().Where(task =>
                    task.CaseNumber == caseNumber && task.ElementId == elementId && task.State == TaskState.Open).Select(task => (Guid?)task.Id).FirstOrDefaultAsync(ct));
                return task is { } id
                    ? (await demo.Send(userName, new CompleteTask(id, Variables.Of(values), null, new(DemoStreet.Password, null)), ct)).Problem
                    : null;
            });
            return this;
        }

        public Story Apply(string userName, string text)
        {
            steps.Add(async caseNumber => await demo.Read(db => db.ReinspectionApplications.AnyAsync(row => row.CaseNumber == caseNumber, ct))
                ? null
                : (await demo.Send(userName, new RequestReinspection(caseNumber, text, []), ct)).Problem);
            return this;
        }

        public async Task Tell()
        {
            var site = await demo.Read(db => db.Sites.AsNoTracking().Where(site => site.Name == premises).Select(site => (Guid?)site.Id).FirstOrDefaultAsync(ct));
            if (site is null)
                return;
            var registered = await demo.Send(finder, new RegisterHazard(
                site.Value, level, category, description, null, null, null, null, [], null, $"demo:{premises}:{category}", ""), ct);
            var problem = registered.Problem;
            foreach (var step in steps)
                problem ??= await step(registered.Value.CaseNumber);
            if (problem is not null)
                demo.Stopped(premises, problem);
        }
    }
}
