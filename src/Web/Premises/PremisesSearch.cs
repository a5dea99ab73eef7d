using Rectification.Premises;

namespace Rectification.Web.Premises;

/// <summary>What the list of premises is narrowed to, as it stands in the address; the export follows it.</summary>
/// <param name="Colour">Name of a <see cref="Rectification.Premises.Colour"/>; anything else narrows nothing.</param>
internal sealed record PremisesSearch(string? Search, string? Community, string? Grid, string? Category, string? Colour)
{
    public PremisesFilter Filter => new(Search, Id(Community), Id(Grid), Category, Wanted);

    public Colour? Wanted => Enum.TryParse<Colour>(Colour, out var colour) && Enum.IsDefined(colour) ? colour : null;

    public bool IsNarrowed => Search is { Length: > 0 } || Id(Community) is not null || Id(Grid) is not null || Category is { Length: > 0 } || Wanted is not null;

    public string Address(string path = "/premises", string? after = null) => Shared.Address.Of(path,
        ("search", Search), ("community", Id(Community)), ("grid", Id(Grid)), ("category", Category), ("colour", Wanted?.ToString()), ("after", after));

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
