namespace Rectification.Engine;

/// <summary>The only way into the engine: pure, so the same command on the same state in the same surroundings always gives the same answer.</summary>
public static class Machine
{
    public static Outcome Apply(Definition definition, ProcessState state, Command command, Surroundings surroundings) =>
        throw new NotSupportedException($"{definition.Id} {state.LastKey} {command} {surroundings.Now}");
}
