using System.Collections.Immutable;
using Rectification.People;

namespace Rectification.Boards;

/// <summary>街道看板: all communities in one table.</summary>
public sealed class StreetBoardQueries(FigureQueries figures)
{
    public async Task<Result<ImmutableArray<CommunityFigures>>> List(StreetBoardFilter filter, Month month, Actor actor, CancellationToken ct)
    {
        if (!actor.ReadsStreetBoard)
            return BoardAccess.NotYours;
        var rows = (await figures.Of(actor.StreetId, null, month, ct)).Communities.Where(row => IsWanted(row, filter));
        if (filter.Sort is not { } column)
            return rows.ToImmutableArray();
        // Who stands equal stays in the usual order.
        var sorted = column == BoardColumn.Name ? rows.OrderBy(row => row.Name, StringComparer.Ordinal) : rows.OrderBy(row => Value(row, column));
        if (!filter.IsAscending)
            sorted = column == BoardColumn.Name ? rows.OrderByDescending(row => row.Name, StringComparer.Ordinal) : rows.OrderByDescending(row => Value(row, column));
        return sorted.ToImmutableArray();
    }

    private static bool IsWanted(CommunityFigures row, StreetBoardFilter filter) =>
        (filter.Search is not { Length: > 0 } search || row.Name.Contains(search, StringComparison.Ordinal))
        && filter.Only switch
        {
            BoardSubset.Overdue => row.Overdue + row.LateTasks > 0,
            BoardSubset.Missing => row.Missing > 0,
            BoardSubset.Measures => row.Undecided + row.Measures > 0,
            _ => true,
        };

    private static double Value(CommunityFigures row, BoardColumn column) => column switch
    {
        BoardColumn.Open => row.Open,
        BoardColumn.Overdue => row.Overdue,
        BoardColumn.LateTasks => row.LateTasks,
        // Nothing due is neither good nor bad: it stands behind.
        BoardColumn.Rate => row.Rate.Percent ?? 101,
        BoardColumn.Inspections => row.Inspections.Missing,
        BoardColumn.Planned => row.Planned.Missed,
        BoardColumn.Ledgers => row.LedgersMissing,
        BoardColumn.Undecided => row.Undecided,
        BoardColumn.Measures => row.Measures,
        _ => row.Rung * 1000 + row.Measures,
    };
}

public enum BoardColumn
{
    Name,
    Open,
    Overdue,
    LateTasks,
    Rate,
    Inspections,
    Planned,
    Ledgers,
    Undecided,
    Measures,
    Ladder,
}

public enum BoardSubset
{
    Overdue,
    Missing,
    Measures,
}

/// <param name="Sort">Null for the order in which the communities were set up.</param>
public sealed record StreetBoardFilter(string? Search = null, BoardSubset? Only = null, BoardColumn? Sort = null, bool IsAscending = false);
