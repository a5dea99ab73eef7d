using Rectification.Engine.Feel;

namespace Rectification.Engine;

/// <summary>A sequence flow: the way from one element to the next, open always or while its condition holds.</summary>
public sealed record Flow(string Id, string Name, string SourceId, string TargetId, FeelExpression? Condition = null);
