namespace Rectification.People;

/// <summary>What a person is in a scope; names and words as the policies write them.</summary>
public enum Role
{
    GridWorker,
    CommunitySafetyOfficer,
    CommunityLeader,
    SealKeeper,
    PoliceOfficer,
    LinkedLeader,
    SafetyOfficer,
    SafetyOfficeDirector,
    DepartmentOfficer,
    StreetLeader,
    DisciplineOfficer,
    Expert,
    TaskForceMember,
    EnterpriseContact,
    PublicReporter,
    ProcessDesigner,
    SystemAdmin,
    SecurityAdmin,
    Auditor,
}

public static class Roles
{
    private static readonly string[] Chinese =
    [
        "网格员", "社区安全员", "社区主干", "社区印章管理员", "下派民警", "挂钩领导", "街道安办执法人员", "街道安办主任",
        "行业监管科室", "街道领导", "街道纪工委", "专家", "专班成员", "企业负责人", "举报人", "流程设计员", "系统管理员", "安全管理员", "审计员",
    ];

    extension(Role role)
    {
        public string ChineseName => Chinese[(int)role];

        /// <summary>The kind of node that this role is held in.</summary>
        public ScopeKind Scope => role switch
        {
            Role.GridWorker => ScopeKind.Grid,
            Role.CommunitySafetyOfficer or Role.CommunityLeader or Role.SealKeeper or Role.PoliceOfficer or Role.LinkedLeader => ScopeKind.Community,
            Role.EnterpriseContact => ScopeKind.Premises,
            Role.TaskForceMember => ScopeKind.Campaign,
            _ => ScopeKind.Street,
        };

        /// <summary>Whether holders see the hazard cases of their scope. The discipline committee sees only what is handed to it; the three administrators see records of their own kind.</summary>
        public bool SeesCases => role is not (Role.DisciplineOfficer or Role.ProcessDesigner or Role.SystemAdmin or Role.SecurityAdmin
            or Role.PublicReporter or Role.Expert or Role.TaskForceMember);
    }
}

public enum ScopeKind
{
    Street,
    Community,
    Grid,
    Premises,
    Campaign,
}
