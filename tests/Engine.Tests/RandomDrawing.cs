using System.Text;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests;

/// <summary>Blocks inside blocks; every split has its join, so that the end can be reached from everywhere.</summary>
/// <param name="interrupts">Whether events and conditions may end what is at work: what they end is not undone.</param>
internal sealed class RandomDrawing(Random chance, bool interrupts = true)
{
    private const string Alarm = "<bpmn:signalEventDefinition signalRef=\"s\"/>";
    private const string Hot = "<bpmn:conditionalEventDefinition><bpmn:condition>=n = 2</bpmn:condition></bpmn:conditionalEventDefinition>";

    private static readonly string Beside = Error("E") + Message("m", "note") + Escalation("X") + "<bpmn:signal id=\"s\" name=\"alarm\"/>";

    private int number;

    public string Whole() => Process($"""
        {Start()} {End()}
        {Block(0, "start", "end")}
        """, Beside);

    /// <summary>One transaction, and the event at its edge that takes its cancelling.</summary>
    public (string Xml, string EdgeId) Transaction()
    {
        var (first, last, drawn) = GivenUp(0, loop: "");
        return (Process($"{Start()} {End()}\n{drawn}\nstart -> {first}\n{last} -> end", Beside), "b2");
    }

    private static string Undone(string id) => $"""
        {UserTask(id)}
        {Boundary(id + "-edge", id, "<bpmn:compensateEventDefinition/>")}
        <bpmn:userTask id="undo-{id}" isForCompensation="true"/>
        <bpmn:association id="{id}-to-undo" sourceRef="{id}-edge" targetRef="undo-{id}"/>
        """;

    private string Name(string kind) => $"{kind}{++number}";

    private string Block(int depth, string from, string to)
    {
        var lines = new StringBuilder();
        var last = from;
        for (var left = chance.Next(1, 4); left > 0; left--)
        {
            var (first, end, drawn) = Piece(depth);
            lines.AppendLine(drawn).Append(last).Append(" -> ").AppendLine(first);
            last = end;
        }
        return lines.Append(last).Append(" -> ").AppendLine(to).ToString();
    }

    private (string First, string Last, string Drawn) Piece(int depth) => chance.Next(depth >= 3 ? 10 : 18) switch
    {
        0 => Guarded(Name("task"), id => UserTask(id)),
        1 => Plain(Name("job"), id => $"<bpmn:serviceTask id=\"{id}\">{Extension("<zeebe:taskDefinition type=\"t\"/>")}</bpmn:serviceTask>"),
        2 => Plain(Name("pause"), id => Catch(id, chance.Next(2) == 0 ? Timer("PT1H") : OnMessage("m"))),
        3 => Guarded(Name("each"), id => UserTask(id, Looped())),
        4 => Plain(Name("undone"), Undone),
        5 => Plain(Name("back"), id => Throw(id, $"<bpmn:compensateEventDefinition waitForCompletion=\"{(chance.Next(3) == 0 ? "false" : "true")}\"/>")),
        6 => Plain(Name("cry"), id => Throw(id, Alarm)),
        7 => Plain(Name("up"), id => Throw(id, OnEscalation("X"))),
        8 => Chosen(Name("first")),
        9 when interrupts => Left(),
        10 => Guarded(Name("call"), id => $"<bpmn:callActivity id=\"{id}\">{Extension("<zeebe:calledElement processId=\"q\"/>")}</bpmn:callActivity>"),
        11 => Guarded(Name("sub"), id => Sub(id, Inside(depth))),
        12 => Guarded(Name("loop"), id => Sub(id, Inside(depth), Looped())),
        13 => Split(depth, "exclusiveGateway", "exclusiveGateway"),
        14 => Split(depth, "parallelGateway", "parallelGateway"),
        15 => GivenUp(depth, loop: ""),
        16 => GivenUp(depth, Looped()),
        _ => Split(depth, "inclusiveGateway", "inclusiveGateway"),
    };

    // Whichever event comes first.
    private (string, string, string) Chosen(string id)
    {
        var merge = Name("m");
        string[] triggers = [Timer("PT1H"), OnMessage("m"), Alarm, Hot];
        var lines = new StringBuilder($"<bpmn:eventBasedGateway id=\"{id}\"/><bpmn:exclusiveGateway id=\"{merge}\"/>\n");
        for (var at = chance.Next(3); at < triggers.Length; at++)
            lines.AppendLine(Catch($"{id}-{at}", triggers[at])).Append(id).Append(" -> ").Append(id).Append('-').Append(at).Append(" -> ").AppendLine(merge);
        return (id, merge, lines.ToString());
    }

    // A way out of the middle that no join has to wait for: by an error that somebody further out may catch, or by ending everything around.
    private (string, string, string) Left()
    {
        var (which, end, on) = (Name("which"), Name("out"), Name("on"));
        return (which, on, $"""
            <bpmn:exclusiveGateway id="{which}"/> {EndWith(end, chance.Next(2) == 0 ? OnError("E") : Terminate)} <bpmn:manualTask id="{on}"/>
            {which} ->(n = 3) {end}
            {which} ->(default) {on}
            """);
    }

    private string Looped() => interrupts && chance.Next(4) == 0 ? "<bpmn:standardLoopCharacteristics loopMaximum=\"2\"/>" : $"""
        <bpmn:multiInstanceLoopCharacteristics isSequential="{(chance.Next(2) == 0 ? "true" : "false")}">{Extension("<zeebe:loopCharacteristics inputCollection=\"=[1, 2, 3]\" inputElement=\"item\"/>")}{(interrupts && chance.Next(2) == 0 ? "<bpmn:completionCondition>=n = 3</bpmn:completionCondition>" : "")}</bpmn:multiInstanceLoopCharacteristics>
        """;

    private string Inside(int depth)
    {
        var (start, end) = (Name("s"), Name("e"));
        var drawn = $"{Start(start)}\n{End(end)}\n{Block(depth + 1, start, end)}";
        if (interrupts && chance.Next(3) == 0)
        {
            var id = Name("event");
            var trigger = chance.Next(6) switch { 0 => Timer("PT2H"), 1 => OnMessage("m"), 2 => OnEscalation("X"), 3 => Alarm, 4 => Hot, _ => OnError("E") };
            drawn += EventSub(id, trigger, $"{UserTask(id + "-task")} {End(id + "-end")}\n{id}-start -> {id}-task -> {id}-end", chance.Next(2) == 0 || trigger == OnError("E"));
        }
        return drawn;
    }

    // A transaction that a message, or a way beside the block, can give up.
    private (string, string, string) GivenUp(int depth, string loop)
    {
        var (id, edge, merge, start, fork, block, end, stop, on) = (Name("tx"), Name("b"), Name("m"), Name("s"), Name("fork"), Name("g"), Name("e"), Name("stop"), Name("event"));
        var cancel = "<bpmn:cancelEventDefinition/>";
        return (id, merge, $"""
            <bpmn:transaction id="{id}">{loop}{Level($"""
                {Start(start)} <bpmn:parallelGateway id="{fork}"/> <bpmn:exclusiveGateway id="{block}"/> {End(end)} {EndWith(stop, cancel)} {UserTask(stop + "-ask")} <bpmn:exclusiveGateway id="{stop}-which"/> {End(stop + "-not")}
                {start} -> {fork} -> {block}
                {Block(depth + 1, block, end)}
                {fork} -> {stop}-ask -> {stop}-which ->(n = 2) {stop}
                {stop}-which ->(default) {stop}-not
                {EventSub(on, OnMessage("m"), $"{EndWith(on + "-end", cancel)}\n{on}-start -> {on}-end", interrupting: interrupts && chance.Next(2) == 0)}
                """)}</bpmn:transaction>
            {Boundary(edge, id, cancel)}
            <bpmn:exclusiveGateway id="{merge}"/>
            {id} -> {merge}
            {edge} -> {merge}
            """);
    }

    private static (string, string, string) Plain(string id, Func<string, string> draw) => (id, id, draw(id));

    private (string, string, string) Guarded(string id, Func<string, string> draw)
    {
        if (!interrupts || chance.Next(2) == 0)
            return (id, id, draw(id));
        var (boundary, merge) = (Name("b"), Name("m"));
        var (trigger, interrupting) = chance.Next(9) switch
        {
            6 => (Alarm, chance.Next(2) == 0),
            7 => (Hot, chance.Next(2) == 0),
            4 => (OnEscalation("X"), false),
            5 => (OnEscalation(), true),
            0 => (Timer("PT1H"), true),
            1 => (Cycle("R2/PT1H"), false),
            2 => (OnMessage("m"), true),
            _ => (OnError("E"), true),
        };
        // A second token would never meet a join, so a boundary that does not interrupt goes to an end of its own.
        if (!interrupting)
            return (id, id, $"""
                {draw(id)}
                {Boundary(boundary, id, trigger, interrupting)}
                {End(merge)}
                {boundary} -> {merge}
                """);
        return (id, merge, $"""
            {draw(id)}
            {Boundary(boundary, id, trigger, interrupting)}
            <bpmn:exclusiveGateway id="{merge}"/>
            {id} -> {merge}
            {boundary} -> {merge}
            """);
    }

    private (string, string, string) Split(int depth, string fork, string join)
    {
        var (first, last) = (Name("fork"), Name("join"));
        var lines = new StringBuilder($"<bpmn:{fork} id=\"{first}\"/>\n<bpmn:{join} id=\"{last}\"/>\n");
        for (var way = chance.Next(2, 4); way > 0; way--)
        {
            var (begin, end, drawn) = Piece(depth + 1);
            var condition = fork == "parallelGateway" ? "" : way == 2 ? "(default) " : $"(n >= {way}) ";
            lines.AppendLine(drawn).Append(first).Append(" ->").Append(condition).AppendLine(begin).Append(end).Append(" -> ").AppendLine(last);
        }
        return (first, last, lines.ToString());
    }
}
