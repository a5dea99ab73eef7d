using System.Collections.Immutable;
using System.Globalization;
using Rectification.Hazards;

namespace Rectification.Web.Hazards;

/// <summary>What stands in the form for a new hazard, as typed; a refused form comes back with it.</summary>
public sealed record NewHazardInput
{
    public Guid PremisesId { get; init; }

    public string Category { get; init; } = "";

    public string Description { get; init; } = "";

    public string Level { get; init; } = "";

    public string Measures { get; init; } = "";

    public string InterimMeasures { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Location { get; init; } = "";

    /// <summary>Two dates, because a general and a major hazard have different limits; the level says which counts.</summary>
    public string GeneralDeadline { get; init; } = "";

    public string MajorDeadline { get; init; } = "";

    public ImmutableArray<string> Photos { get; init; } = [];

    /// <summary>What is ticked about it, for the advice on its level.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];

    /// <summary>Made when the form was opened: the same form sent twice registers one hazard.</summary>
    public string Key { get; init; } = "";

    public static NewHazardInput Blank(Guid premisesId, DateOnly today) => new()
    {
        PremisesId = premisesId,
        Kind = HazardKind.Accident.Code,
        GeneralDeadline = Written(today.AddDays(7)),
        MajorDeadline = Written(today.AddDays(30)),
        Key = Guid.NewGuid().ToString("N"),
    };

    public static NewHazardInput From(IFormCollection posted) => new()
    {
        PremisesId = Guid.TryParse(posted["premisesId"], out var premises) ? premises : Guid.Empty,
        Category = posted["category"].ToString(),
        Description = posted["description"].ToString(),
        Level = posted["level"].ToString(),
        Measures = posted["measures"].ToString(),
        InterimMeasures = posted["interimMeasures"].ToString(),
        Kind = posted["kind"].ToString(),
        Location = posted["location"].ToString(),
        GeneralDeadline = posted["generalDeadline"].ToString(),
        MajorDeadline = posted["majorDeadline"].ToString(),
        Photos = [.. posted["photos"].OfType<string>()],
        Criteria = [.. posted["criteria"].OfType<string>().Where(each => each.Length > 0)],
        Key = posted["key"].ToString() is { Length: > 0 and <= 100 } key ? key : Guid.NewGuid().ToString("N"),
    };

    public Result<RegisterHazard> ToCommand()
    {
        var written = Level == HazardLevel.Major.Code ? MajorDeadline : Level == HazardLevel.General.Code ? GeneralDeadline : "";
        DateOnly? deadline = null;
        if (written.Length > 0)
        {
            if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Problem.Field("deadline", "整改期限不是有效日期，请按 2026-03-05 的样子填写");
            deadline = day;
        }
        return new RegisterHazard(
            PremisesId, Level, Category, Description, Given(Kind), Given(Measures), deadline, Given(InterimMeasures),
            [.. Photos.Select(Guid.Parse)], Given(Location), Key, "") { Criteria = Criteria };
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
