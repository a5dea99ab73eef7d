namespace Rectification.Engine.Feel;

internal enum PatternStep
{
    /// <summary>Takes one character of a set.</summary>
    Take,

    /// <summary>Goes on at two places, rather at the first.</summary>
    Fork,
    Jump,

    /// <summary>Notes the position.</summary>
    Note,

    /// <summary>Goes on only if it has moved since the position was noted, so that nothing is repeated for ever.</summary>
    Moved,
    LineStart,
    LineEnd,

    /// <summary>Takes once more what a group has taken.</summary>
    Same,
    Done,
}

/// <param name="First">Where to go, or what to note.</param>
internal readonly record struct PatternInstruction(PatternStep Step, int First = 0, int Second = 0, CharacterSet? Set = null);

/// <summary>Lays a pattern out as a list of instructions, as Thompson and Pike do.</summary>
internal sealed class PatternProgram
{
    private const int Longest = 5_000;

    private readonly List<PatternInstruction> steps = [];
    private readonly int groups;
    private int notes;

    private PatternProgram(int groups) => (this.groups, notes) = (groups, (groups + 1) * 2);

    /// <summary>Notes 2n and 2n + 1 are begin and end of group n, those of group 0 the whole match.</summary>
    public static (PatternInstruction[] Steps, int Notes) Of(PatternPart part, int groups)
    {
        var program = new PatternProgram(groups);
        program.Add(new(PatternStep.Note, 0));
        program.Lay(part);
        program.Add(new(PatternStep.Note, 1));
        program.Add(new(PatternStep.Done));
        return ([.. program.steps], program.notes);
    }

    private int Add(PatternInstruction step)
    {
        if (steps.Count >= Longest)
            throw new PatternFault();
        steps.Add(step);
        return steps.Count - 1;
    }

    private void Lay(PatternPart part)
    {
        switch (part)
        {
            case PatternPart.Characters characters:
                Add(new(PatternStep.Take, Set: characters.Set));
                break;
            case PatternPart.Sequence sequence:
                foreach (var each in sequence.Parts)
                    Lay(each);
                break;
            case PatternPart.Choice choice:
                Lay(choice);
                break;
            case PatternPart.Repeat repeat:
                Lay(repeat);
                break;
            case PatternPart.Enclosed { Number: 0 } enclosed:
                Lay(enclosed.Part);
                break;
            case PatternPart.Enclosed enclosed:
                Add(new(PatternStep.Note, enclosed.Number * 2));
                Lay(enclosed.Part);
                Add(new(PatternStep.Note, (enclosed.Number * 2) + 1));
                break;
            case PatternPart.LineStart:
                Add(new(PatternStep.LineStart));
                break;
            case PatternPart.LineEnd:
                Add(new(PatternStep.LineEnd));
                break;
            case PatternPart.Same same:
                Add(new(PatternStep.Same, Math.Min(same.Number, groups)));
                break;
        }
    }

    private void Lay(PatternPart.Choice choice)
    {
        var ends = new List<int>();
        for (var i = 0; i < choice.Branches.Length; i++)
        {
            if (i == choice.Branches.Length - 1)
            {
                Lay(choice.Branches[i]);
                continue;
            }
            var fork = Add(default);
            Lay(choice.Branches[i]);
            ends.Add(Add(default));
            steps[fork] = new(PatternStep.Fork, fork + 1, steps.Count);
        }
        foreach (var end in ends)
            steps[end] = new(PatternStep.Jump, steps.Count);
    }

    private void Lay(PatternPart.Repeat repeat)
    {
        for (var i = 0; i < repeat.Least; i++)
            Lay(repeat.Part);
        if (repeat.Most < 0)
        {
            var note = notes++;
            var fork = Add(default);
            Add(new(PatternStep.Note, note));
            Lay(repeat.Part);
            Add(new(PatternStep.Moved, note));
            Add(new(PatternStep.Jump, fork));
            steps[fork] = Fork(fork + 1, steps.Count, repeat.IsLazy);
            return;
        }
        var forks = new List<int>();
        for (var i = repeat.Least; i < repeat.Most; i++)
        {
            forks.Add(Add(default));
            Lay(repeat.Part);
        }
        foreach (var fork in forks)
            steps[fork] = Fork(fork + 1, steps.Count, repeat.IsLazy);
    }

    private static PatternInstruction Fork(int inside, int behind, bool isLazy) =>
        isLazy ? new(PatternStep.Fork, behind, inside) : new(PatternStep.Fork, inside, behind);
}
