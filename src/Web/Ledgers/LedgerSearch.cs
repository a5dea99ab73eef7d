using Rectification.Ledgers;

namespace Rectification.Web.Ledgers;

/// <summary>What the list of monthly lists is narrowed to, as it stands in the address.</summary>
public sealed record LedgerSearch(string? Month, Guid? Community, LedgerState? State, bool Missing)
{
    public static readonly LedgerSearch None = new(null, null, null, false);

    public bool IsNarrowed => this != None;

    public LedgerFilter Filter => new(Month, Community, State, Missing);

    public static LedgerSearch From(IQueryCollection query)
    {
        var month = query["month"].FirstOrDefault();
        var state = query["state"].FirstOrDefault();
        return new(
            month is { Length: 7 } ? month : null,
            Guid.TryParse(query["community"].FirstOrDefault(), out var community) ? community : null,
            Enum.TryParse<LedgerState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
            state == "missing");
    }

    public string Address(string path, string? after = null) => Shared.Address.Of(path,
        ("month", Month), ("community", Community), ("state", Missing ? "missing" : State?.ToString()), ("after", after));
}

/// <summary>How a list stands against its due day, in a word.</summary>
internal static class LedgerStandings
{
    public static string Name(LedgerStanding standing) => standing switch
    {
        LedgerStanding.OnTime => "按时报送",
        LedgerStanding.Late => "迟报",
        LedgerStanding.Missing => "未按时报送",
        _ => "未到期",
    };

    public static string Chip(LedgerStanding standing) => standing switch
    {
        LedgerStanding.OnTime => "chip-spot",
        LedgerStanding.Late => "chip-general",
        LedgerStanding.Missing => "chip-major",
        _ => "chip-plain",
    };
}
