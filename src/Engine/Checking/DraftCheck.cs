using System.Collections.Immutable;
using Rectification.Engine.Feel;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Checking;

/// <summary>
/// Looks at a drawing that can be read before it is taken into use. An error says that it cannot work whatever the data are, and refuses it;
/// a warning says that it may not work, or that we cannot know.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>finding</term><description>level, and why</description></listheader>
/// <item><term>a join that no way completes</term><description>error: the first case that gets there stands for ever</description></item>
/// <item><term>a join that some choices leave waiting</term><description>warning: conditions may exclude those choices, which we take as free</description></item>
/// <item><term>a join that a compensation handler's boundary event leads to</term><description>warning: what belongs to a compensation is joined only with its own</description></item>
/// <item><term>a circle without exit and without a wait</term><description>error: it spins until the engine stops it</description></item>
/// <item><term>no end can be reached from here</term><description>warning, none where something else ends the level: some processes are meant to be ended from outside</description></item>
/// <item><term>one element twice at once</term><description>warning: two people may be asked the same; at an end event nobody minds</description></item>
/// <item><term>more ways through than can be looked at</term><description>warning: what was not looked at may be sound; work is bounded by <see cref="Effort"/></description></item>
/// <item><term>not connected, or connected but on no way</term><description>warning: it does no harm</description></item>
/// <item><term>all flows with a condition and no default</term><description>warning: conditions may be complete; told when the file is read</description></item>
/// <item><term>timer without a time; what the standard forbids</term><description>error, told when the file is read</description></item>
/// <item><term>form, decision, called process, job type, setting unknown</term><description>error: the first case that gets there stands</description></item>
/// <item><term>message that nobody sends</term><description>warning: its sender may be taken into use later</description></item>
/// <item><term>task without performer, role unknown or not held in that scope</term><description>error: nobody could ever do it</description></item>
/// <item><term><c>distinct-from</c> that names no task</term><description>warning: nobody is kept out by it</description></item>
/// <item><term>variable that nothing sets</term><description>warning: handlers and callers may set it; the property <c>variables</c> of the process lists those</description></item>
/// </list>
/// A warning that is meant carries its reason: the element's property <c>accepted</c>. It is then told with the reason.
/// </remarks>
public static class DraftCheck
{
    /// <summary>
    /// Everything that was told while reading and everything found now, of each process in the file, one list by line. A file that is refused is looked at as
    /// far as it could be read, so that all is told at once; what only follows from parts that are missing is not told.
    /// </summary>
    /// <param name="also">What the caller found besides.</param>
    public static ImmutableArray<BpmnProblem> Of(BpmnReading reading, Known known, IEnumerable<BpmnProblem>? also = null)
    {
        var (findings, effort) = (new Findings(reading), new Effort());
        foreach (var definition in reading.Drafts)
        {
            new ReferenceCheck(definition, known, findings).Check();
            if (!definition.IsWhole)
                continue;
            new LevelCheck(definition, findings, effort).Check();
            new NameCheck(definition, known, findings).Check();
        }
        foreach (var setting in known.Settings is null ? [] : reading.Settings)
            if (SettingKeys.Unknown(setting.Key, known.Settings!) is { } unknown)
                findings.Add(new BpmnProblem(setting.ElementId, setting.Line, $"{setting.Expression}：{unknown}。请改正名称。"));
        foreach (var problem in also ?? [])
            findings.Add(problem);
        return findings.ToImmutable();
    }
}
