using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Returning;

/// <summary>A drawing made of blocks inside blocks, so that FsCheck can make it and, when it fails, make it smaller.</summary>
public abstract record Plan
{
    /// <summary>A single step: 0 task, 1 job, 2 timer, 3 message, 4 call, 5 task for three persons side by side, 6 one after the other, 7 several events waited for,
    /// 8 a task that can be undone, 9 the undoing of what was done, 10 a task done again while its condition holds, 11 the same, tested before.</summary>
    public sealed record Lone(int Kind, int Guard) : Plan;

    public sealed record Line(ImmutableArray<Plan> Parts) : Plan;

    /// <summary>0 one of the ways, 1 all, 2 some.</summary>
    public sealed record Split(int Kind, Plan First, Plan Second) : Plan;

    /// <summary>A sub-process: 0 plain, 1 three side by side, 2 one after the other; <paramref name="Event"/> 0 without, else with an event sub-process.</summary>
    public sealed record Inner(int Kind, int Event, int Guard, Plan Inside) : Plan;

    /// <summary>Done again while <c>n = 1</c>.</summary>
    public sealed record Again(Plan Part) : Plan;

    public static Gen<Plan> Any => Gen.Sized(size => Sized(Math.Min(size / 12, 4)));

    public static IEnumerable<Plan> Smaller(Plan plan) => plan switch
    {
        Lone { Guard: > 0 } single => [single with { Guard = 0 }],
        Lone { Kind: > 0 } => [new Lone(0, 0)],
        Line line => [.. line.Parts, .. line.Parts.Select(part => new Line(line.Parts.Remove(part))).Where(l => !l.Parts.IsEmpty),
            .. line.Parts.SelectMany(part => Smaller(part).Select(p => line with { Parts = line.Parts.Replace(part, p) }))],
        Split split => [split.First, split.Second, .. Smaller(split.First).Select(p => split with { First = p }), .. Smaller(split.Second).Select(p => split with { Second = p })],
        Inner inner => [inner.Inside, .. inner.Event > 0 ? [inner with { Event = 0 }] : Array.Empty<Plan>(), .. inner.Guard > 0 ? [inner with { Guard = 0 }] : Array.Empty<Plan>(),
            .. Smaller(inner.Inside).Select(p => inner with { Inside = p })],
        Again again => [again.Part, .. Smaller(again.Part).Select(p => again with { Part = p })],
        _ => [],
    };

    public string Drawn() => new Pen().Whole(this);

    private static Gen<Plan> Sized(int depth)
    {
        var single = Gen.Choose(0, 11).Zip(Gen.Choose(0, 6)).Select(t => (Plan)new Lone(t.Item1, t.Item2));
        if (depth <= 0)
            return single;
        var part = Sized(depth - 1);
        return Gen.Frequency<Plan>(
            (3, single),
            (4, part.ListOf().Where(l => l.Count is > 0 and < 4).Select(l => (Plan)new Line([.. l]))),
            (4, Gen.Choose(0, 2).Zip(part).Zip(part).Select(t => (Plan)new Split(t.Item1.Item1, t.Item1.Item2, t.Item2))),
            (3, Gen.Choose(0, 2).Zip(Gen.Choose(0, 4)).Zip(Gen.Choose(0, 6)).Zip(part).Select(t => (Plan)new Inner(t.Item1.Item1.Item1, t.Item1.Item1.Item2, t.Item1.Item2, t.Item2))),
            (2, part.Select(p => (Plan)new Again(p))));
    }

    /// <summary>Writes the BPMN; gives every block its names.</summary>
    private sealed class Pen
    {
        private readonly StringBuilder xml = new();
        private int number;

        public string Whole(Plan plan)
        {
            var inside = Level(plan, "start", "end");
            return Process($"{Start()} {End()}\n{inside}", Error("E") + Message("m", "note") + Escalation("X"));
        }

        private string Level(Plan plan, string start, string end)
        {
            var before = xml.Length;
            var (first, last) = Draw(plan);
            Add($"{start} -> {first}").Add($"{last} -> {end}");
            var drawn = xml.ToString(before, xml.Length - before);
            xml.Length = before;
            return drawn;
        }

        private Pen Add(string line)
        {
            xml.AppendLine(line);
            return this;
        }

        private string Name(string kind) => $"{kind}{++number}";

        private (string First, string Last) Draw(Plan plan)
        {
            switch (plan)
            {
                case Lone single:
                    return DrawLone(single);
                case Line line:
                    var (first, last) = Draw(line.Parts[0]);
                    foreach (var part in line.Parts.Skip(1))
                    {
                        var next = Draw(part);
                        Add($"{last} -> {next.First}");
                        last = next.Last;
                    }
                    return (first, last);
                case Split split:
                    return DrawSplit(split);
                case Inner inner:
                    return DrawInner(inner);
                case Again again:
                    var (head, choice) = (Name("head"), Name("choice"));
                    Add($"<bpmn:exclusiveGateway id=\"{head}\"/><bpmn:exclusiveGateway id=\"{choice}\"/>");
                    var body = Draw(again.Part);
                    var on = Name("on");
                    Add($"<bpmn:manualTask id=\"{on}\"/>").Add($"{head} -> {body.First}").Add($"{body.Last} -> {choice}")
                .Add($"{choice} ->(n = 1) {head}").Add($"{choice} ->(default) {on}");
                    return (head, on);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        private (string, string) DrawLone(Lone single)
        {
            var id = Name(single.Kind switch { 0 => "task", 1 => "job", 4 => "call", 5 or 6 => "each", 7 => "which", 8 => "undone", 9 => "back", 10 or 11 => "while", _ => "pause" });
            switch (single.Kind)
            {
                case 1:
                    Add($"<bpmn:serviceTask id=\"{id}\">{Extension("<zeebe:taskDefinition type=\"t\"/>")}</bpmn:serviceTask>");
                    return Guarded(id, single.Guard);
                case 2 or 3:
                    Add(Catch(id, single.Kind == 2 ? Timer("PT1H") : OnMessage("m")));
                    return (id, id);
                case 4:
                    Add($"<bpmn:callActivity id=\"{id}\">{Extension("<zeebe:calledElement processId=\"q\"/>")}</bpmn:callActivity>");
                    return Guarded(id, single.Guard);
                case 7:
                    var merge = Name("m");
                    Add($"<bpmn:eventBasedGateway id=\"{id}\"/><bpmn:exclusiveGateway id=\"{merge}\"/>").Add(Catch(id + "a", Timer("PT2H"))).Add(Catch(id + "b", OnMessage("m")))
                .Add($"{id} -> {id}a -> {merge}").Add($"{id} -> {id}b -> {merge}");
                    return (id, merge);
                case 8:
                    Add(UserTask(id)).Add(Boundary(id + "edge", id, "<bpmn:compensateEventDefinition/>")).Add($"<bpmn:userTask id=\"undo{id}\" isForCompensation=\"true\"/>")
                        .Add($"<bpmn:association id=\"{id}to\" sourceRef=\"{id}edge\" targetRef=\"undo{id}\"/>");
                    return Guarded(id, single.Guard);
                case 9:
                    Add(Throw(id, $"<bpmn:compensateEventDefinition waitForCompletion=\"{(single.Guard % 2 == 0 ? "true" : "false")}\"/>"));
                    return (id, id);
                case 10 or 11:
                    Add(UserTask(id, $"<bpmn:standardLoopCharacteristics testBefore=\"{(single.Kind == 11 ? "true" : "false")}\" loopMaximum=\"3\"><bpmn:loopCondition>=n = 1</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"));
                    return Guarded(id, single.Guard);
                default:
                    Add(UserTask(id, single.Kind == 0 ? "" : Several(single.Kind == 6)));
                    return Guarded(id, single.Guard);
            }
        }

        private (string, string) DrawSplit(Split split)
        {
            var gateway = split.Kind switch { 0 => "exclusiveGateway", 1 => "parallelGateway", _ => "inclusiveGateway" };
            var (fork, join) = (Name("fork"), Name("join"));
            Add($"<bpmn:{gateway} id=\"{fork}\"/><bpmn:{gateway} id=\"{join}\"/>");
            var (first, second) = (Draw(split.First), Draw(split.Second));
            var conditions = split.Kind switch { 0 => ("(n >= 2) ", "(default) "), 1 => ("", ""), _ => ("(n >= 2) ", "(n != 2) ") };
            Add($"{fork} ->{conditions.Item1}{first.First}").Add($"{fork} ->{conditions.Item2}{second.First}")
                .Add($"{first.Last} -> {join}").Add($"{second.Last} -> {join}");
            return (fork, join);
        }

        private (string, string) DrawInner(Inner inner)
        {
            var (id, start, end) = (Name("sub"), Name("s"), Name("e"));
            var inside = $"{Start(start)} {End(end)}\n{Level(inner.Inside, start, end)}";
            if (inner.Event > 0)
            {
                var trigger = inner.Event switch { 1 or 2 => Timer("PT2H"), 3 => OnMessage("m"), _ => OnError("E") };
                inside += "\n" + EventSub(id + "on", trigger, $"{UserTask(id + "first")} {UserTask(id + "then")} {End(id + "over")}\n{id}on-start -> {id}first -> {id}then -> {id}over", inner.Event != 2);
            }
            Add(Sub(id, inside, inner.Kind == 0 ? "" : Several(inner.Kind == 2)));
            return Guarded(id, inner.Guard);
        }

        private static string Several(bool isSequential) =>
            $"<bpmn:multiInstanceLoopCharacteristics isSequential=\"{(isSequential ? "true" : "false")}\">{Extension("<zeebe:loopCharacteristics inputCollection=\"=[1, 2, 3]\" inputElement=\"item\"/>")}</bpmn:multiInstanceLoopCharacteristics>";

        private (string, string) Guarded(string id, int guard)
        {
            if (guard > 4)
                return (id, id);
            var (boundary, merge) = (Name("b"), Name("m"));
            var (trigger, interrupting) = guard switch
            {
                0 => (Timer("PT3H"), true),
                1 => (Cycle("R2/PT1H"), false),
                2 => (OnMessage("m"), true),
                3 => (OnError("E"), true),
                _ => (Timer("PT4H"), false),
            };
            if (interrupting)
            {
                Add(Boundary(boundary, id, trigger, interrupting)).Add($"<bpmn:exclusiveGateway id=\"{merge}\"/>").Add($"{id} -> {merge}").Add($"{boundary} -> {merge}");
                return (id, merge);
            }
            // A second token would never meet a join, so a boundary that does not interrupt goes to an end of its own.
            var way = Name("aside");
            Add(Boundary(boundary, id, trigger, interrupting)).Add(UserTask(way)).Add(End(way + "end")).Add($"{boundary} -> {way} -> {way}end");
            return (id, id);
        }
    }
}
