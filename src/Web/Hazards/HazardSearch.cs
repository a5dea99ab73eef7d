using Rectification.Hazards;

namespace Rectification.Web.Hazards;

/// <summary>What the list of hazards is narrowed to, as it stands in the address.</summary>
public sealed record HazardSearch(
    string? View, string? Level, string? State, string? Category, Guid? Community, Guid? Grid, Guid? Premises, string? Search)
{
    /// <summary>The tabs: what is going on, what is late, what is mine, everything.</summary>
    public static readonly (string? Value, string Text)[] Views = [(null, "进行中"), ("overdue", "已逾期"), ("mine", "我经手的"), ("all", "全部")];

    public bool IsNarrowed => Level is not null || State is not null || Category is not null || Community is not null || Grid is not null || Premises is not null || Search is { Length: > 0 };

    public HazardFilter Filter => new(
        HazardWords.State(State),
        HazardWords.Level(Level),
        HazardCategories.Find(Category)?.Code,
        Community,
        Grid,
        Premises,
        OpenOnly: View is not ("all" or "mine") && HazardWords.State(State) is null && Search is not { Length: > 0 },
        Overdue: View == "overdue",
        Mine: View == "mine",
        Search: Search?.Trim());

    public string Address(string path = "/hazards", string? after = null) => Shared.Address.Of(path,
        ("view", View), ("level", Level), ("state", State), ("category", Category),
        ("community", Community), ("grid", Grid), ("premises", Premises), ("search", Search), ("after", after));

    public static HazardSearch From(IQueryCollection query)
    {
        return new(Text("view"), Text("level"), Text("state"), Text("category"), Id("community"), Id("grid"), Id("premises"), Text("search"));

        string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 and <= 100 } text ? text : null;
        Guid? Id(string name) => Guid.TryParse(query[name].FirstOrDefault(), out var id) ? id : null;
    }
}
