using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Rectification.People;
using Rectification.Premises;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Demo;

/// <summary>The demonstration street 青山街道: invented people, places put together after published notices.</summary>
internal static class DemoStreet
{
    public const string Password = "Qingshan#2026";

    private static readonly string[] Communities = ["东风社区", "新城社区"];

    private static readonly (string Community, string Grid)[] Grids =
        [("东风社区", "东风一"), ("东风社区", "东风二"), ("新城社区", "新城一"), ("新城社区", "新城二")];

    private static readonly ImmutableArray<DemoPerson> People =
    [
        new("grid1", "王敏", Role.GridWorker, "东风一"),
        new("grid2", "吴建华", Role.GridWorker, "东风二"),
        new("grid3", "林晓东", Role.GridWorker, "新城一"),
        new("grid4", "何丽娟", Role.GridWorker, "新城二"),
        new("officer1", "陈立", Role.CommunitySafetyOfficer, "东风社区"),
        new("officer2", "黄志明", Role.CommunitySafetyOfficer, "新城社区"),
        new("leader1", "李建国", Role.CommunityLeader, "东风社区"),
        new("leader2", "周海燕", Role.CommunityLeader, "东风社区"),
        new("leader3", "郑国强", Role.CommunityLeader, "新城社区"),
        new("leader4", "谢秀英", Role.CommunityLeader, "新城社区"),
        new("seal1", "孙桂兰", Role.SealKeeper, "东风社区"),
        new("seal2", "罗玉梅", Role.SealKeeper, "新城社区"),
        new("police1", "马卫东", Role.PoliceOfficer, "东风社区"),
        new("linked1", "徐文斌", Role.LinkedLeader, "东风社区", "新城社区"),
        new("safety1", "赵志强", Role.SafetyOfficer, "青山街道"),
        new("safety2", "钱学军", Role.SafetyOfficer, "青山街道"),
        new("director1", "刘国栋", Role.SafetyOfficeDirector, "青山街道"),
        new("dept1", "冯晓燕", Role.DepartmentOfficer, "青山街道"),
        new("streetleader1", "杨振华", Role.StreetLeader, "青山街道"),
        new("discipline1", "邓正清", Role.DisciplineOfficer, "青山街道"),
        new("enterprise1", "张宏达", Role.EnterpriseContact, DemoSites.Workshop),
        new("designer1", "朱思远", Role.ProcessDesigner, "青山街道"),
        new("sysadmin1", "高伟", Role.SystemAdmin, "青山街道"),
        new("secadmin1", "梁静", Role.SecurityAdmin, "青山街道"),
        new("auditor1", "宋明", Role.Auditor, "青山街道"),
    ];

    public static void AddTo(RectificationDb db, DateTimeOffset at)
    {
        var district = new OrgUnit { Kind = OrgUnitKind.District, Name = "青川区" };
        var streetId = Guid.CreateVersion7();
        var added = 0;
        var nodes = new Dictionary<string, Guid> { ["青山街道"] = streetId };
        db.OrgUnits.AddRange(district, new OrgUnit { Id = streetId, StreetId = streetId, Kind = OrgUnitKind.Street, Name = "青山街道", ParentId = district.Id });
        foreach (var name in Communities)
            nodes[name] = Add(OrgUnitKind.Community, name, streetId);
        foreach (var (community, grid) in Grids)
            nodes[grid] = Add(OrgUnitKind.Grid, grid, nodes[community]);
        foreach (var name in new[] { "经济发展办公室", "综合行政执法队", "城市管理办公室" })
            Add(OrgUnitKind.Department, name, streetId);
        foreach (var name in new[] { "青山派出所", "区消防救援大队青山站", "市场监督管理所" })
            Add(OrgUnitKind.Partner, name, streetId);
        Calendars.Seed(db, streetId, at);
        AddSites(db, streetId, nodes, at);
        AddPeople(db, streetId, nodes, at);

        // Lists follow the ids; within one millisecond those would fall as they like.
        Guid Add(OrgUnitKind kind, string name, Guid parentId)
        {
            var unit = new OrgUnit { Id = Guid.CreateVersion7(at.AddMilliseconds(++added)), Kind = kind, Name = name, ParentId = parentId, StreetId = streetId };
            db.OrgUnits.Add(unit);
            return unit.Id;
        }
    }

    private static void AddSites(RectificationDb db, Guid streetId, Dictionary<string, Guid> nodes, DateTimeOffset at)
    {
        foreach (var row in DemoSites.All)
        {
            var site = new Site
            {
                Name = row.Name,
                Address = row.Address,
                Kind = row.Kind,
                Category = row.Category,
                Headcount = row.Headcount,
                Colour = row.Colour,
                Principal = row.Principal,
                Phone = row.Phone,
                Tags = row.Tags,
                IsKey = row.IsKey,
                StreetId = streetId,
                CommunityId = nodes[Grids.First(grid => grid.Grid == row.Grid).Community],
                GridId = nodes[row.Grid],
                CreatedAt = at,
            };
            db.Sites.Add(site);
            if (row.Name == DemoSites.Workshop)
                nodes[row.Name] = site.Id;
        }
    }

    private static void AddPeople(RectificationDb db, Guid streetId, Dictionary<string, Guid> nodes, DateTimeOffset at)
    {
        // Each account its own salt; hashing is the slow part of a first start, so every core takes some.
        var hasher = new PasswordHasher<User>();
        var users = People.AsParallel().AsOrdered().Select(person =>
        {
            var user = new User
            {
                Id = Guid.CreateVersion7(),
                UserName = person.UserName,
                NormalizedUserName = person.UserName.ToUpperInvariant(),
                Name = person.Name,
                StreetId = streetId,
                LockoutEnabled = true,
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
                ConcurrencyStamp = Guid.CreateVersion7().ToString(),
            };
            user.PasswordHash = hasher.HashPassword(user, Password);
            return user;
        }).ToList();
        foreach (var (person, user) in People.Zip(users))
        {
            db.Users.Add(user);
            foreach (var scope in person.Scopes)
                db.RoleGrants.Add(new() { UserId = user.Id, Role = person.Role, ScopeId = nodes[scope], StreetId = streetId, GrantedAt = at, GrantedBy = "演练数据" });
        }
    }

    private sealed record DemoPerson(string UserName, string Name, Role Role, params string[] Scopes);
}
