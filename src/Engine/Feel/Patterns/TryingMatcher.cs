namespace Rectification.Engine.Feel;

/// <summary>Tries one way after the other, as back-references need it. The evaluation's steps are the bound.</summary>
internal sealed class TryingMatcher(Pattern pattern, Evaluation run, string text)
{
    private readonly Stack<(int Step, int At, int[] Notes)> open = new();

    public int[]? Find(int from)
    {
        for (var start = from; start <= text.Length; start++)
            if (!(start > from && start < text.Length && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1])) && From(start) is { } found)
                return found;
        return null;
    }

    private int[]? From(int start)
    {
        open.Clear();
        var fresh = new int[pattern.Notes];
        Array.Fill(fresh, -1);
        open.Push((0, start, fresh));
        while (open.TryPop(out var way))
        {
            run.Charge(1);
            var (step, at, notes) = way;
            var instruction = pattern.Steps[step];
            switch (instruction.Step)
            {
                case PatternStep.Done:
                    return notes;
                case PatternStep.Take:
                    if (at < text.Length)
                    {
                        var isPair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
                        if (instruction.Set!.Holds(isPair ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at]))
                            open.Push((step + 1, at + (isPair ? 2 : 1), notes));
                    }
                    break;
                case PatternStep.Fork:
                    open.Push((instruction.Second, at, notes));
                    open.Push((instruction.First, at, notes));
                    break;
                case PatternStep.Jump:
                    open.Push((instruction.First, at, notes));
                    break;
                case PatternStep.Note:
                    run.Charge(notes.Length / 8);
                    var noted = (int[])notes.Clone();
                    noted[instruction.First] = at;
                    open.Push((step + 1, at, noted));
                    break;
                case PatternStep.Moved:
                    if (notes[instruction.First] != at)
                        open.Push((step + 1, at, notes));
                    break;
                case PatternStep.Same:
                    if (Again(notes, instruction.First, at) is { } behind)
                        open.Push((step + 1, behind, notes));
                    break;
                default:
                    if (pattern.Holds(instruction.Step, text, at))
                        open.Push((step + 1, at, notes));
                    break;
            }
        }
        return null;
    }

    // A group that took no part counts as one that took nothing.
    private int? Again(int[] notes, int group, int at)
    {
        var (from, to) = (notes[group * 2], notes[(group * 2) + 1]);
        if (from < 0 || to < from)
            return at;
        var length = to - from;
        run.Charge(length / 16);
        if (at + length > text.Length)
            return null;
        var comparison = pattern.Flags.HasFlag(PatternFlags.AnyCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return string.Compare(text, from, text, at, length, comparison) == 0 ? at + length : null;
    }
}
