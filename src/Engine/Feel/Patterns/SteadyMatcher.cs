namespace Rectification.Engine.Feel;

/// <summary>Walks all ways through a pattern at once, one character after the other, the preferred ways first; none is walked twice (Pike's machine).</summary>
internal sealed class SteadyMatcher(Pattern pattern, Evaluation run, string text)
{
    // Steps of the machine for one of the evaluation's.
    private const int StepsForOne = 4;

    private readonly int[] seenAt = new int[pattern.Steps.Length];
    private readonly Stack<(int Step, Noted? Notes)> open = new();
    private int steps;
    private List<(int Step, Noted? Notes)> ways = [];
    private List<(int Step, Noted? Notes)> next = [];

    public int[]? Find(int from)
    {
        Array.Fill(seenAt, -1);
        Noted? best = null;
        var isFound = false;
        var at = from;
        while (true)
        {
            // Later starts come last; once something was found none begins any more.
            if (!isFound)
                Follow(ways, 0, null, at);
            if (ways.Count == 0 && (isFound || at >= text.Length))
                break;
            run.Charge(1 + (steps / StepsForOne));
            steps = 0;
            var (character, length) = CharacterAt(at);
            next.Clear();
            foreach (var (step, notes) in ways)
            {
                var instruction = pattern.Steps[step];
                if (instruction.Step == PatternStep.Done)
                {
                    (best, isFound) = (notes, true);
                    break;
                }
                if (length > 0 && instruction.Set!.Holds(character))
                    Follow(next, step + 1, notes, at + length);
            }
            (ways, next) = (next, ways);
            if (length == 0 || (isFound && ways.Count == 0))
                break;
            at += length;
        }
        return isFound ? Positions(best) : null;
    }

    private (int Character, int Length) CharacterAt(int at)
    {
        if (at >= text.Length)
            return (0, 0);
        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? (char.ConvertToUtf32(text[at], text[at + 1]), 2) : (text[at], 1);
    }

    /// <summary>Adds all places that can be reached without taking a character.</summary>
    private void Follow(List<(int Step, Noted? Notes)> reached, int start, Noted? notes, int at)
    {
        open.Push((start, notes));
        while (open.TryPop(out var way))
        {
            if (seenAt[way.Step] == at)
                continue;
            seenAt[way.Step] = at;
            steps++;
            var instruction = pattern.Steps[way.Step];
            switch (instruction.Step)
            {
                case PatternStep.Fork:
                    open.Push((instruction.Second, way.Notes));
                    open.Push((instruction.First, way.Notes));
                    break;
                case PatternStep.Jump:
                    open.Push((instruction.First, way.Notes));
                    break;
                case PatternStep.Note:
                    open.Push((way.Step + 1, instruction.First < (pattern.Groups + 1) * 2 ? new(instruction.First, at, way.Notes) : way.Notes));
                    break;
                case PatternStep.Moved:
                    open.Push((way.Step + 1, way.Notes));
                    break;
                case PatternStep.LineStart or PatternStep.LineEnd:
                    if (pattern.Holds(instruction.Step, text, at))
                        open.Push((way.Step + 1, way.Notes));
                    break;
                default:
                    reached.Add(way);
                    break;
            }
        }
    }

    private int[] Positions(Noted? notes)
    {
        var positions = new int[(pattern.Groups + 1) * 2];
        Array.Fill(positions, -1);
        for (var note = notes; note is not null; note = note.Earlier)
            if (positions[note.Place] < 0)
                positions[note.Place] = note.At;
        return positions;
    }

    /// <summary>A position noted on one way; ways share what they noted before they parted.</summary>
    private sealed record Noted(int Place, int At, Noted? Earlier);
}
