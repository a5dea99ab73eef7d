using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>Errors and escalations travel outwards until a boundary event or an event sub-process takes them.</summary>
internal static class Catching
{
    /// <summary>The nearest event that takes it, and the token to which it belongs; on one level a named code goes before any code.</summary>
    public static (Token Host, Element Event)? FindCatcher(this Run run, Token from, Thrown thrown)
    {
        var inner = (Element?)null;
        for (var token = from; ; token = run.Find(token.Scope)!)
        {
            var element = token.Key == 0 ? null : run.ElementOf(token);
            // What an event sub-process throws goes further out, not to itself or those beside it.
            if (token is { Phase: Phase.Inside, Loop: null } && token.Key != from.Key && inner is not SubProcess { IsEventSubProcess: true }
                && Best(EventStarts(run, element), thrown) is { } start)
                return (token, start);
            if (element is null)
                return null;
            // The boundary belongs to the loop as a whole.
            if (element is Activity activity && token is { Index: 0, Phase: not Phase.Compensating } && Best(activity.Boundaries, thrown) is { } boundary)
                return (token, boundary);
            inner = element;
        }
    }

    /// <summary>A boundary event or the start of an event sub-process happens at <paramref name="host"/>.</summary>
    public static void Happen(this Run run, Token host, Element caught, bool isInterrupting, Variables payload)
    {
        if (caught is BoundaryEvent)
        {
            if (isInterrupting)
                run.Withdraw(host);
            run.Arrive(caught, host.Scope, payload);
            return;
        }

        if (isInterrupting)
        {
            // What is just being undone is broken off, so it can still be undone.
            var done = host.Done.AddRange(run.BeingUndone(host.Key));
            run.WithdrawInside(host.Key);
            // The sub-process itself is still at work: what stands at its edge can happen to it.
            var atEdge = host.Waits.RemoveAll(wait => run.Definition[wait.ElementId] is not BoundaryEvent);
            run.Disarm(host with { Waits = host.Waits.RemoveRange(atEdge) });
            run.Store(host with { Waits = atEdge, Incident = null, Done = done });
        }
        run.Arrive(caught, host.Key, payload);
    }

    /// <summary>Writes what came with an event, by its output mappings or as it is, and sends a token on from it. When a mapping goes wrong the token stands still there, with what came.</summary>
    public static void Arrive(this Run run, Element caught, long scope, Variables payload)
    {
        var problem = (string?)null;
        var written = caught.Outputs.IsEmpty ? payload
            : Mapping.Apply(caught.Outputs, Overlay(run.Visible(run.Find(scope)!), payload), run.Surroundings, out problem);
        if (problem is not null)
        {
            new Visit(run, caught, new(run.NextKey(), caught.Id, scope, Phase.Completing) { Locals = payload }).Fail($"“{caught.Label}”：{problem}");
            return;
        }
        if (written.Count > 0)
            run.Merge(scope, written);
        // Seen from outside, an event sub-process is one step that begins by its event.
        run.Send(caught.ParentId is { } parent && run.Definition[parent] is SubProcess { IsEventSubProcess: true } sub && caught is StartEvent ? sub : caught, scope);
    }

    public static Variables Overlay(Variables under, Variables over)
    {
        if (over.Count == 0)
            return under;
        return under.Count == 0 ? over : under.With(over);
    }

    private static IEnumerable<StartEvent> EventStarts(Run run, Element? scope)
    {
        var body = scope is null ? run.Definition.Body : (scope as SubProcess)?.Body ?? Body.Empty;
        foreach (var sub in body.EventSubProcesses)
            if (sub.Body.Start is { } start)
                yield return start;
    }

    internal static Element? Best(IEnumerable<Element> events, Thrown thrown)
    {
        var any = (Element?)null;
        foreach (var candidate in events)
            switch (candidate.Awaited?.Catches(thrown))
            {
                case Match.Exact:
                    return candidate;
                case Match.Any:
                    any ??= candidate;
                    break;
            }
        return any;
    }
}
