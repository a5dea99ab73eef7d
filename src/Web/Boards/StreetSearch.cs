using Rectification.Boards;
using Rectification.Web.Shared;

namespace Rectification.Web.Boards;

/// <summary>How the table of all communities is narrowed and sorted, as it stands in the address; the export follows it.</summary>
internal sealed record StreetSearch(Month Month, string? Name, BoardSubset? Only, BoardColumn? Sort, bool IsAscending)
{
    public StreetBoardFilter Filter => new(Name, Only, Sort, IsAscending);

    public bool IsNarrowed => Name is not null || Only is not null;

    public string At(string path = "/boards/street") => Address.Of(path,
        ("month", Month.ToString()), ("name", Name), ("only", Only?.ToString().ToLowerInvariant()), ("sort", Sort?.ToString().ToLowerInvariant()), ("up", IsAscending));

    /// <summary>A column is sorted the worst first; chosen again, the other way round.</summary>
    public StreetSearch By(BoardColumn column) => this with
    {
        Sort = column,
        IsAscending = Sort == column ? !IsAscending : column is BoardColumn.Name or BoardColumn.Rate,
    };

    public static StreetSearch From(IQueryCollection query, DateOnly today) => new(
        BoardWords.Asked(query["month"].FirstOrDefault(), today),
        query["name"].FirstOrDefault()?.Trim() is { Length: > 0 and <= 40 } name ? name : null,
        Read<BoardSubset>(query["only"].FirstOrDefault()), Read<BoardColumn>(query["sort"].FirstOrDefault()), query["up"].FirstOrDefault() == "1");

    private static T? Read<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
