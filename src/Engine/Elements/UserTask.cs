using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>A person has something to do.</summary>
public sealed record UserTask(string Id, string Name) : Activity(Id, Name)
{
    public Expression? Assignee { get; init; }

    /// <summary>A comma list, or FEEL that gives a list of texts.</summary>
    public Expression? CandidateGroups { get; init; }

    public Expression? DueDate { get; init; }

    public string? FormId { get; init; }

    public Binding FormBinding { get; init; }

    /// <summary>With <see cref="Binding.VersionTag"/> only.</summary>
    public string? FormVersionTag { get; init; }

    /// <summary>Properties written as FEEL, evaluated when the task opens.</summary>
    public ImmutableArray<(string Name, Expression Value)> ComputedProperties { get; init; } = [];

    /// <summary>All properties as drawn; what every opening starts from.</summary>
    internal ImmutableDictionary<string, object?> DrawnProperties { get; init; } = ImmutableDictionary<string, object?>.Empty;

    internal override Move Begin(Visit visit)
    {
        if (Told(visit) is not { } open)
            return visit.Fail();
        visit.Emit(open);
        return visit.Wait(Phase.AtTask);
    }

    /// <summary>What is told of the task to whoever does it; null with the visit's problem when an expression goes wrong.</summary>
    internal Effect.OpenTask? Told(Visit visit)
    {
        var visible = visit.Visible;
        var assignee = AssigneeOf(visit, visible);
        var groups = GroupsOf(visit, visible);
        var dueAt = DueAtOf(visit, visible);
        var properties = DrawnProperties;
        foreach (var (name, value) in ComputedProperties)
            properties = properties.SetItem(name, visit.Evaluate(value, visible));
        if (visit.Problem is not null)
            return null;
        return new(visit.Token.Key, Id, Name, assignee, groups, dueAt, FormId, properties, visible)
        {
            FormBinding = FormBinding,
            FormVersionTag = FormVersionTag,
        };
    }

    /// <summary>Whether another version draws the task alike: then nobody sees a difference.</summary>
    internal bool IsDrawnLike(UserTask other) => Id == other.Id && Name == other.Name && FormId == other.FormId && FormBinding == other.FormBinding && FormVersionTag == other.FormVersionTag && Assignee?.Text == other.Assignee?.Text
        && CandidateGroups?.Text == other.CandidateGroups?.Text && Properties.OrderBy(p => p.Key).SequenceEqual(other.Properties.OrderBy(p => p.Key));

    private string? AssigneeOf(Visit visit, Variables visible)
    {
        var value = Assignee is null ? null : visit.Evaluate(Assignee, visible);
        if (value is not (null or string))
            visit.Problem ??= $"“{Label}”的办理人表达式“{Assignee}”没有得出用户名。请更正数据后重试。";
        return value is string { Length: > 0 } name ? name : null;
    }

    private ImmutableArray<string> GroupsOf(Visit visit, Variables visible)
    {
        switch (CandidateGroups is null ? null : visit.Evaluate(CandidateGroups, visible))
        {
            case null:
                return [];
            case string text:
                return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            case ImmutableArray<object?> list when list.All(item => item is string):
                return [.. list.Cast<string>()];
            default:
                visit.Problem ??= $"“{Label}”的候选组表达式“{CandidateGroups}”没有得出文本列表。请更正数据后重试。";
                return [];
        }
    }

    private DateTimeOffset? DueAtOf(Visit visit, Variables visible)
    {
        var surroundings = visit.Surroundings;
        switch (DueDate is null ? null : visit.Evaluate(DueDate, visible))
        {
            case null:
                return null;
            case DateTimeOffset instant:
                return instant;
            // A date as a deadline includes that day.
            case DateOnly day when day < DateOnly.MaxValue:
                return surroundings.Calendar.EndOfDay(day);
            case string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue:
                return surroundings.Calendar.EndOfDay(day);
            case string text when TimerTrigger.Instant(text, surroundings) is { } instant:
                return instant;
            default:
                visit.Problem ??= $"“{Label}”的办理期限“{DueDate}”没有得出日期或时间。请更正数据后重试。";
                return null;
        }
    }
}
