using System.Globalization;
using Rectification.Hazards;

namespace Rectification.Web.Hazards;

/// <summary>What the list of hazards is narrowed to, as it stands in the address.</summary>
public sealed record HazardSearch(
    string? View, string? Level, string? State, string? Category, Guid? Community, Guid? Grid, Guid? Premises, string? Search)
{
    /// <summary>The tabs: what is going on, what is late, what is mine, everything.</summary>
    public static readonly (string? Value, string Text)[] Views = [(null, "进行中"), ("overdue", "已逾期"), ("mine", "我经手的"), ("all", "全部")];

    /// <summary>Registered from this day on.</summary>
    public DateOnly? FoundFrom { get; init; }

    public DateOnly? FoundTo { get; init; }

    /// <summary>销号 in the month.</summary>
    public Month? StruckOffIn { get; init; }

    /// <summary>What the month's closing rate counts.</summary>
    public Month? DueIn { get; init; }

    public bool IsNarrowed => TimeWords.Any() || Level is not null || State is not null || Category is not null || Community is not null || Grid is not null || Premises is not null || Search is { Length: > 0 };

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
        Search: Search?.Trim(),
        FoundFrom: FoundFrom,
        FoundTo: FoundTo,
        StruckOffIn: StruckOffIn,
        DueIn: DueIn);

    /// <summary>The conditions of time, in words.</summary>
    public IEnumerable<string> TimeWords
    {
        get
        {
            if (DueIn is { } due)
                yield return $"{due.ChineseName}底前到期、当月在办或当月销号";
            if (StruckOffIn is { } month)
                yield return $"{month.ChineseName}销号";
            if (FoundFrom is not null || FoundTo is not null)
                yield return (FoundFrom, FoundTo) switch
                {
                    ({ } from, { } to) => $"{from:yyyy-MM-dd} 至 {to:yyyy-MM-dd} 登记",
                    ({ } from, null) => $"{from:yyyy-MM-dd} 起登记",
                    (_, { } to) => $"{to:yyyy-MM-dd} 及以前登记",
                    _ => "",
                };
        }
    }

    public string Address(string path = "/hazards", string? after = null) => Shared.Address.Of(path,
        [("view", View), ("level", Level), ("state", State), ("category", Category),
        ("community", Community), ("grid", Grid), ("premises", Premises), ("search", Search), ("after", after), .. TimesInAddress]);

    /// <summary>For the form, which keeps them.</summary>
    public IEnumerable<(string Name, object? Value)> TimesInAddress =>
        [("from", FoundFrom?.ToString("O", CultureInfo.InvariantCulture)), ("to", FoundTo?.ToString("O", CultureInfo.InvariantCulture)), ("off", StruckOffIn?.ToString()), ("due", DueIn?.ToString())];

    public static HazardSearch From(IQueryCollection query)
    {
        return new(Text("view"), Text("level"), Text("state"), Text("category"), Id("community"), Id("grid"), Id("premises"), Text("search"))
        {
            FoundFrom = Day("from"),
            FoundTo = Day("to"),
            StruckOffIn = Month.Read(Text("off")),
            DueIn = Month.Read(Text("due")),
        };

        string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 and <= 100 } text ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(query[name].FirstOrDefault(), "O", out var day) ? day : null;
        Guid? Id(string name) => Guid.TryParse(query[name].FirstOrDefault(), out var id) ? id : null;
    }
}
