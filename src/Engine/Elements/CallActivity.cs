namespace Rectification.Engine.Elements;

/// <summary>Runs another process and waits for its end.</summary>
public sealed record CallActivity(string Id, string Name, Expression ProcessId) : Activity(Id, Name)
{
    /// <summary>The called process begins with all variables seen here; otherwise with the input mappings only.</summary>
    public bool PassesAll { get; init; } = true;

    /// <summary>All variables of the called process come back; otherwise what the output mappings pick.</summary>
    public bool ReturnsAll { get; init; } = true;

    public Binding Binding { get; init; }

    /// <summary>With <see cref="Binding.VersionTag"/> only.</summary>
    public Expression? VersionTag { get; init; }

    internal override Move Begin(Visit visit)
    {
        if (visit.Evaluate(ProcessId) is not string { Length: > 0 } process)
            return visit.Fail($"“{Label}”要调用的流程“{ProcessId}”没有得出流程编号。请更正数据后重试。");
        var tag = VersionTag is null ? null : visit.Evaluate(VersionTag) as string;
        if (VersionTag is not null && string.IsNullOrEmpty(tag))
            return visit.Fail($"“{Label}”要调用的版本标签“{VersionTag}”没有得出文本。请更正数据后重试。");
        visit.Emit(new Effect.CallProcess(visit.Token.Key, Id, process, PassesAll ? visit.Visible : visit.Token.Locals) { Binding = Binding, VersionTag = tag });
        return visit.Wait(Phase.AtCall);
    }

    internal override Move Retry(Visit visit) => Begin(visit);

    internal Move Return(Visit visit, Variables results) =>
        visit.Complete(ReturnsAll || !Outputs.IsEmpty ? results : Variables.Empty);
}
