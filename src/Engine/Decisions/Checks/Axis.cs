using System.Globalization;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>
/// One input column cut into atoms: pieces that no cell of the column tells apart. Numbers and days are cut at every end of a range into points and the stretches
/// between, texts into those named and all others. A cell is then a set of atoms, and what is said about atoms holds exactly.
/// </summary>
internal sealed class Axis
{
    private readonly decimal[] points;
    private readonly bool isDate;
    private readonly string[] values;

    private Axis(decimal[] points, bool isDate, string[] values)
    {
        (this.points, this.isDate, this.values) = (points, isDate, values);
        Count = values.Length > 0 ? values.Length : points.Length * 2 + 1;
        All = Atoms.None(Count);
        for (var atom = 0; atom < Count; atom++)
            All.Add(atom);
    }

    public int Count { get; }

    /// <summary>What the column's type allows.</summary>
    public Atoms All { get; private set; }

    /// <summary>Null when the cells mix what has an order with what has none.</summary>
    public static Axis? Of(TypeSheet type, IReadOnlyCollection<CellTest> cells)
    {
        if (type.IsCollection)
            return cells.All(cell => cell.IsAny) ? new([], false, ["任意"]) : null;
        var allowed = type.Allowed.Length > 0 ? CellTest.Read(type.Allowed) : null;
        var parts = cells.Append(allowed).OfType<CellTest>().SelectMany(cell => cell.Parts).ToList();
        var stretches = parts.OfType<Part.Stretch>().ToList();
        if (stretches.Count > 0)
        {
            if (stretches.Count < parts.Count || stretches.Exists(each => each.IsDate != stretches[0].IsDate))
                return null;
            var ordered = new Axis([.. stretches.SelectMany(each => new[] { each.From, each.To }).OfType<decimal>().Distinct().Order()], stretches[0].IsDate, []);
            ordered.Restrict(allowed);
            return ordered;
        }
        var named = parts.OfType<Part.Value>().Select(each => each.Written).Distinct().ToList();
        if (type.Feel == "boolean")
            return new([], false, ["true", "false", .. named.Except(["true", "false"])]);
        if (allowed is not { IsNegated: false, Parts.IsEmpty: false })
            named.Add("其他");
        var discrete = new Axis([], false, [.. named]);
        discrete.Restrict(allowed);
        return discrete;
    }

    public Atoms Of(CellTest cell)
    {
        if (cell.IsAny)
            return All;
        var atoms = Atoms.None(Count);
        for (var atom = 0; atom < Count; atom++)
            if (cell.Parts.Any(part => Holds(part, atom)) != cell.IsNegated)
                atoms.Add(atom);
        return atoms.And(All);
    }

    /// <summary>In words, such as <c>大于 5 且小于 10</c>.</summary>
    public string Told(Atoms atoms)
    {
        if (values.Length > 0)
            return string.Join('、', Enumerable.Range(0, Count).Where(atoms.Has).Select(atom => values[atom] switch { "true" => "是", "false" => "否", var value => value }));
        var told = new List<string>();
        for (var atom = 0; atom < Count; atom++)
            if (atoms.Has(atom))
            {
                var first = atom;
                while (atom + 1 < Count && atoms.Has(atom + 1))
                    atom++;
                told.Add(Stretch(first, atom));
            }
        return string.Join(" 或 ", told);
    }

    private string Stretch(int first, int last)
    {
        // Even atoms lie between points, odd ones are points.
        if (first == last && first % 2 == 1)
            return $"等于 {Point(first / 2)}";
        var from = first == 0 ? "" : first % 2 == 1 ? $"不小于 {Point(first / 2)}" : $"大于 {Point(first / 2 - 1)}";
        var to = last == Count - 1 ? "" : last % 2 == 1 ? $"不大于 {Point(last / 2)}" : $"小于 {Point(last / 2)}";
        return from.Length == 0 && to.Length == 0 ? "任意" : from.Length > 0 && to.Length > 0 ? $"{from} 且 {to}" : from + to;
    }

    private string Point(int index) => isDate
        ? DateOnly.FromDayNumber((int)points[index]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : points[index].ToString(CultureInfo.InvariantCulture);

    private bool Holds(Part part, int atom)
    {
        if (part is Part.Value value)
            return values.Length > 0 && values[atom] == value.Written;
        if (part is not Part.Stretch stretch || values.Length > 0)
            return false;
        // Every end of a stretch is a point of the axis, so an atom lies inside or outside as a whole.
        var isPoint = atom % 2 == 1;
        var below = atom / 2 - (isPoint ? 0 : 1);
        if (isPoint)
            return (stretch.From is not { } from || points[below] > from || (points[below] == from && stretch.IncludesFrom))
                && (stretch.To is not { } to || points[below] < to || (points[below] == to && stretch.IncludesTo));
        return (stretch.From is not { } start || (below >= 0 && points[below] >= start))
            && (stretch.To is not { } end || (below + 1 < points.Length && points[below + 1] <= end));
    }

    private void Restrict(CellTest? allowed)
    {
        if (allowed is not null)
            All = Of(allowed);
    }
}
