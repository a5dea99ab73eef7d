using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine.Elements;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Policies;

/// <summary>What carries a clause out.</summary>
/// <param name="Where">The drawing, the decision file or the group of settings, as people call it.</param>
/// <param name="Key">Process key, decision file key or setting key.</param>
/// <param name="ElementId">The element of the drawing; null for the others.</param>
public sealed record ClauseUse(ClauseUseKind Kind, string Where, string What, string Key, int Version = 0, string? ElementId = null);

public enum ClauseUseKind
{
    Element,
    Decision,
    Setting,
}

/// <param name="Uses">Empty when nothing carries it out yet.</param>
public sealed record CoveredClause(Clause Clause, ImmutableArray<ClauseUse> Uses);

/// <summary>Which clause is carried out where, read from what is in force: the newest drawings and decision files, and the settings. Scoped.</summary>
public sealed partial class PolicyCoverage(RectificationDb db, Definitions definitions)
{
    public async Task<ImmutableArray<CoveredClause>> Clauses(CancellationToken ct)
    {
        var uses = await Uses(ct);
        return [.. ClauseCatalogue.All.Select(clause => new CoveredClause(clause, [.. uses[clause.Code].Distinct()]))];
    }

    /// <summary>Codes that drawings, tables or settings cite though the catalogue does not know them, with who cites them.</summary>
    public async Task<ImmutableArray<(string Code, ClauseUse Use)>> Unknown(CancellationToken ct) =>
        [.. (await Uses(ct)).Where(group => ClauseCatalogue.Find(group.Key) is null && !IsPart(group.Key)).SelectMany(group => group.Select(use => (group.Key, use)))];

    /// <summary>One version of a drawing; null when there is none.</summary>
    public async Task<Engine.Definition?> Drawing(string key, int version, CancellationToken ct) =>
        await db.Definitions.AnyAsync(row => row.Key == key && row.Version == version, ct) ? await definitions.Load(key, version, ct) : null;

    /// <summary>The codes in a text: <c>003-2.1.3、001-8</c>.</summary>
    public static IEnumerable<string> Codes(string? text) =>
        text is null ? [] : Code().Matches(text).Select(match => match.Value.TrimEnd('.')).Distinct();

    private async Task<ILookup<string, ClauseUse>> Uses(CancellationToken ct) =>
        Settings().Concat(await Elements(ct)).Concat(await Decisions(ct)).ToLookup(each => each.Code, each => each.Use);

    private static IEnumerable<(string Code, ClauseUse Use)> Settings() =>
        from setting in SettingCatalogue.All
        from code in Codes(setting.Clause)
        select (code, new ClauseUse(ClauseUseKind.Setting, setting.Group, setting.Label, setting.Key));

    private async Task<IEnumerable<(string Code, ClauseUse Use)>> Elements(CancellationToken ct)
    {
        var found = new List<(string, ClauseUse)>();
        var newest = await db.Definitions.GroupBy(row => row.Key).Select(group => new { group.Key, Version = group.Max(row => row.Version) }).ToListAsync(ct);
        foreach (var each in newest.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var definition = await definitions.Load(each.Key, each.Version, ct);
            foreach (var element in definition.Elements.Values.OrderBy(element => element is UserTask ? 0 : 1).ThenBy(element => element.Id, StringComparer.Ordinal))
                foreach (var code in Codes(element.Properties.GetValueOrDefault("clause")))
                    found.Add((code, new(ClauseUseKind.Element, definition.Name, element.Label, each.Key, each.Version, element.Id)));
        }
        return found;
    }

    /// <summary>A decision carries out what the annotations of its rows and its descriptions cite.</summary>
    private async Task<IEnumerable<(string Code, ClauseUse Use)>> Decisions(CancellationToken ct)
    {
        var found = new List<(string, ClauseUse)>();
        var newest = await db.DecisionModels.GroupBy(row => row.Key).Select(group => new { group.Key, Version = group.Max(row => row.Version) }).ToListAsync(ct);
        foreach (var each in newest.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var row = await db.DecisionModels.AsNoTracking().SingleAsync(row => row.Key == each.Key && row.Version == each.Version, ct);
            foreach (var decision in XDocument.Parse(row.Xml).Descendants().Where(element => element.Name.LocalName is "decision" or "businessKnowledgeModel"))
            {
                var name = (string?)decision.Attribute("name") ?? (string?)decision.Attribute("id") ?? "";
                foreach (var code in decision.Descendants().Where(element => element.Name.LocalName is "annotationEntry" or "description").SelectMany(element => Codes(element.Value)))
                    found.Add((code, new(ClauseUseKind.Decision, row.Name, name, each.Key, each.Version)));
            }
        }
        return found;
    }

    // 003-4 is cited for a step that serves all of part four.
    private static bool IsPart(string code) => ClauseCatalogue.All.Any(clause => clause.Code.StartsWith(code, StringComparison.Ordinal));

    [GeneratedRegex(@"00[0-4]-(?:[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?|[0-9]+)(?:\.[0-9]+)*")]
    private static partial Regex Code();
}
