namespace Rectification.Web.Hazards;

/// <summary>The parts of a hazard's page, each with an address of its own.</summary>
public sealed record HazardTab(string? Key, string Text)
{
    public static readonly HazardTab Overview = new(null, "概况");
    public static readonly HazardTab Story = new("story", "过程");
    public static readonly HazardTab Papers = new("papers", "文书");
    public static readonly HazardTab Photos = new("photos", "照片");
    public static readonly HazardTab Drawing = new("drawing", "流程图");
    public static readonly HazardTab Journal = new("journal", "记录");

    public static readonly HazardTab[] All = [Overview, Story, Papers, Photos, Drawing, Journal];

    /// <summary>For the enterprise: what concerns it; how the offices work among themselves does not.</summary>
    public static readonly HazardTab[] ForEnterprise = [Overview, Story, Papers, Photos];

    public string Address(string caseNumber) => Shared.Address.Of($"/hazards/{caseNumber}", ("tab", Key));

    public static HazardTab From(string? key) => All.FirstOrDefault(tab => tab.Key == key) ?? Overview;
}
