using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>One executable process of a drawing.</summary>
/// <param name="Id">The BPMN process id, equal to the file's name without extension.</param>
/// <param name="Elements">Every flow node, those inside sub-processes included, by id.</param>
public sealed record Definition(string Id, string Name, ImmutableDictionary<string, Element> Elements);
