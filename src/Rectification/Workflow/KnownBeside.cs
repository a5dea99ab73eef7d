using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Checking;
using Rectification.Engine.Forms;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>A message that a room sends by itself, with the variables it brings; one that people or systems send has a <see cref="MessageRule"/>.</summary>
public sealed record KnownMessage(string Name, params ImmutableArray<string> Variables);

/// <summary>Gathers what a drawing may name: what is deployed, what rooms have handlers for, which roles are held where. Scoped.</summary>
public sealed class KnownBeside(
    RectificationDb db, Definitions definitions, Decisions decisions, IEnumerable<KnownJobType> jobTypes, IEnumerable<MessageRule> rules, IEnumerable<KnownMessage> messages)
{
    private static readonly FrozenSet<string> Always = FrozenSet.Create("caseNumber");

    /// <param name="draft">The drawing that is looked at.</param>
    /// <param name="alongside">Drawings that come with it and are not deployed yet.</param>
    public async Task<Known> For(Definition draft, IReadOnlyCollection<Definition> alongside, CancellationToken ct)
    {
        var deployed = (await definitions.Newest(ct)).Select(process => process.Definition).ToList();
        return new Known
        {
            Forms = await Forms(draft, ct),
            Decisions = await Decisions(draft, ct),
            Processes = deployed.Concat(alongside).Select(each => each.Id).ToHashSet(),
            JobTypes = jobTypes.Select(known => known.Type).ToHashSet(),
            Settings = SettingCatalogue.Keys,
            Messages = Messages(deployed.Concat(alongside)),
            WrongGroup = WrongGroup,
            Variables = Always,
        };
    }

    /// <summary>What is wrong with a performer as drawn; null when somebody can hold that role there.</summary>
    public static string? WrongGroup(string text)
    {
        if (!DrawnGroup.TryParse(text, out var group))
            return "不认识。请写成“角色@范围”，如 GridWorker@grid。";
        if (group.Role == Role.PublicReporter)
            return $"没有人能担任：{group.Role.ChineseName}不在系统里任职。请改用别的角色。";
        // Who is sought in a narrower scope is found on the way up; nobody is found above where the role is held.
        return group.Scope < group.Role.Scope && group.Role.Scope != ScopeKind.Campaign
            ? $"没有人能担任：{group.Role.ChineseName}是在{Word(group.Role.Scope)}任职的。请改为 {group.Role}@{group.Role.Scope.ToString().ToLowerInvariant()}。"
            : null;
    }

    private async Task<Dictionary<string, ImmutableArray<string>>> Forms(Definition draft, CancellationToken ct)
    {
        var forms = (await db.Forms.Select(row => row.FormId).Distinct().ToListAsync(ct)).ToDictionary(id => id, _ => ImmutableArray<string>.Empty);
        foreach (var row in db.Forms.Local.OrderBy(row => row.Version))
            forms[row.FormId] = FormSchema.Read(row.Json, out _) is { } schema ? NamesOf(schema.Components) : [];
        foreach (var formId in draft.FormIds)
            if (forms.TryGetValue(formId, out var names) && names.IsEmpty
                && await definitions.Form(formId, await definitions.LatestForm(formId, ct), ct) is { } schema)
                forms[formId] = NamesOf(schema.Components);
        return forms;
    }

    // A decision service is found by its id too, so the outline is asked for each.
    private async Task<HashSet<string>> Decisions(Definition draft, CancellationToken ct)
    {
        if (!draft.AsksDecisions)
            return [];
        var models = await decisions.Newest(ct);
        return [.. models.SelectMany(model => model.Outline.Decisions).Select(decision => decision.Id),
            .. draft.CalledDecisions.Where(called => models.Any(model => model.Outline.Find(called) is not null))];
    }

    private static ImmutableArray<string> NamesOf(ImmutableArray<FormComponent> components) => [.. components.SelectMany(component => component switch
    {
        FormField field => [field.Key],
        FormComputed computed => [computed.Key],
        FormRows rows => [rows.Path.Split('.')[0]],
        FormGroup { Path: { } path } => [path.Split('.')[0]],
        FormGroup group => NamesOf(group.Children),
        _ => ImmutableArray<string>.Empty,
    })];

    private Dictionary<string, ImmutableArray<string>> Messages(IEnumerable<Definition> drawings)
    {
        var known = new Dictionary<string, ImmutableArray<string>>();
        foreach (var name in drawings.SelectMany(each => each.SentMessages))
            known[name] = [];
        foreach (var (name, variables) in messages.Select(each => (each.Name, each.Variables)).Concat(rules.Select(each => (each.Name, each.Variables))))
            known[name] = known.TryGetValue(name, out var before) ? before.AddRange(variables) : variables;
        return known;
    }

    private static string Word(ScopeKind scope) => scope switch
    {
        ScopeKind.Premises => "场所",
        ScopeKind.Grid => "网格",
        ScopeKind.Community => "社区",
        _ => "街道",
    };
}
