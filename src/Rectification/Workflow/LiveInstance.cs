using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>A process while a command works on it: its row, its drawing and the state that is written back when all is quiet.</summary>
public sealed class LiveInstance(InstanceRow row, CaseRow @case, Definition definition, ProcessState state)
{
    public InstanceRow Row { get; } = row;

    public CaseRow Case { get; } = @case;

    public Definition Definition { get; set; } = definition;

    public ProcessState State { get; set; } = state;

    public bool IsChanged { get; set; }

    /// <summary>Handlers run for it in this command.</summary>
    public int JobsDone { get; set; }

    public bool HasEnded { get; set; }
}
