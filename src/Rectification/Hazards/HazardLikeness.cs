using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Hazards;

/// <summary>Finds open hazards of the same premises that may be the same one. It only warns: a person decides.</summary>
public sealed class HazardLikeness(RectificationDb db)
{
    private const double AlikeFrom = 0.5;
    private const int Most = 5;

    public async Task<ImmutableArray<string>> Warnings(Hazard hazard, CancellationToken ct)
    {
        HazardState[] open = [HazardState.Registered, HazardState.Rectifying, HazardState.InEnforcement, HazardState.InAcceptance];
        var others = await db.Hazards.AsNoTracking()
            .Where(other => other.PremisesId == hazard.PremisesId && open.Contains(other.State) && other.CaseNumber != hazard.CaseNumber)
            .OrderByDescending(other => other.CaseNumber)
            .Select(other => new { other.CaseNumber, other.Category, other.Description })
            .Take(100).ToListAsync(ct);
        return [.. others
            .Select(other => (other.CaseNumber, IsAlike: Likeness(other.Description, hazard.Description) >= AlikeFrom, SameCategory: other.Category == hazard.Category))
            .Where(other => other.IsAlike || other.SameCategory)
            .OrderByDescending(other => other.IsAlike)
            .Take(Most)
            .Select(other => other.IsAlike
                ? $"该场所有一件描述相近的隐患尚未销号：{other.CaseNumber}"
                : $"该场所有一件同类隐患尚未销号：{other.CaseNumber}")];
    }

    /// <summary>Shared pairs of letters: good enough for Chinese, which has no spaces between words.</summary>
    public static double Likeness(string first, string second)
    {
        var (left, right) = (Pairs(first), Pairs(second));
        if (left.Count == 0 || right.Count == 0)
            return first.Trim() == second.Trim() ? 1 : 0;
        var shared = left.Count(right.Contains);
        return (double)shared / (left.Count + right.Count - shared);
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        return [.. letters.Skip(1).Select((letter, index) => (letters[index], letter))];
    }
}
