using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>Which flows a token can leave an element by, as the drawing alone tells it: conditions are free choices.</summary>
internal static class Departures
{
    /// <summary>Each set of flows that may be taken together, found as they are asked for. An element that nothing leaves has one, without flows.</summary>
    /// <param name="mostChoices">Up to so many conditional flows are tried in every combination; of more only all, one alone and any two.</param>
    public static IEnumerable<Flow[]> Of(Element element, int mostChoices)
    {
        var outgoing = element.Outgoing;
        if (element is ExclusiveGateway or EventGateway && !outgoing.IsEmpty)
            return outgoing.Select(flow => new[] { flow });
        if (element is ParallelGateway || !element.HasConditions)
            return [[.. outgoing]];
        Flow[] open = [.. outgoing.Where(flow => flow.Condition is null && flow.Id != element.DefaultFlowId)];
        // When no condition holds what has none is still taken; without any it is the default.
        Flow[] otherwise = open.Length > 0 ? open : [.. outgoing.Where(flow => flow.Id == element.DefaultFlowId)];
        var ways = Some(Choices(element), mostChoices).Select(chosen => (Flow[])[.. open, .. chosen]);
        return otherwise.Length > 0 ? ways.Append(otherwise) : ways;
    }

    /// <summary>The flows that are taken or not; none of a gateway that asks no conditions, or takes exactly one.</summary>
    public static Flow[] Choices(Element element) => element is ExclusiveGateway or EventGateway or ParallelGateway
        ? []
        : [.. element.Outgoing.Where(flow => flow.Condition is not null && flow.Id != element.DefaultFlowId)];

    private static IEnumerable<Flow[]> Some(Flow[] flows, int mostChoices)
    {
        if (flows.Length <= mostChoices)
        {
            for (var bits = 1; bits < 1 << flows.Length; bits++)
                yield return [.. flows.Where((_, at) => (bits & 1 << at) != 0)];
            yield break;
        }
        yield return flows;
        foreach (var flow in flows)
            yield return [flow];
        for (var one = 0; one < flows.Length; one++)
            for (var other = one + 1; other < flows.Length; other++)
                yield return [flows[one], flows[other]];
    }
}
