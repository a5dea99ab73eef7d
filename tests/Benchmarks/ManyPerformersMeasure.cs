using System.Collections.Immutable;
using System.Diagnostics;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>A task for a thousand people, each completion on its own; and what it costs to write and read the state between them, as the shell does.</summary>
internal sealed class ManyPerformersMeasure : Measure
{
    private const int Performers = 1_000;

    private static readonly Surroundings Around = new(new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8)), WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
    private static readonly Variables Signed = Variables.Of(("outcome", "signed"));

    public override string Name => "multi-instance-1000";

    public override string What => "each completion of a task with 1,000 performers (limit 5 ms); floor: a hand-written count with the results in an immutable list";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        Through(isStored: false);
        Through(isStored: true);
        var engine = Through(isStored: false);
        var stored = Through(isStored: true);
        ByHand();
        var floor = ByHand();
        return Task.FromResult<IReadOnlyList<Line>>(
        [
            .. Line.OfSeries("a completion of 1,000, engine alone", engine, floor, limitAtP95: 5),
            .. Line.OfSeries("a completion of 1,000, state read and written as JSON", stored, floor, limitAtP95: 5),
            new("processor time of one, with its JSON", 1_000 / OneCore.Measure(Performers, _ => Through(isStored: true)).PerSecond, 1_000 / OneCore.Measure(Performers, _ => ByHand()).PerSecond, "ms"),
        ]);
    }

    private static List<double> Through(bool isStored)
    {
        var people = Enumerable.Range(0, Performers).Select(n => (object?)$"person{n}").ToImmutableArray();
        var begun = (Outcome.Applied)Machine.Apply(FlowDrawing.ManyPerformers, ProcessState.None, new Command.Start(Variables.Of(("people", people))), Around);
        var series = new List<double>();
        var state = begun.State;
        var json = isStored ? StateJson.Write(state) : "";
        foreach (var task in begun.Effects.OfType<Effect.OpenTask>())
        {
            var clock = Stopwatch.StartNew();
            if (isStored)
                state = StateJson.Read(json);
            state = ((Outcome.Applied)Machine.Apply(FlowDrawing.ManyPerformers, state, new Command.CompleteTask(task.Key, Signed), Around)).State;
            if (isStored)
                json = StateJson.Write(state);
            series.Add(clock.Elapsed.TotalMilliseconds);
        }
        if (!state.HasEnded || state.Variables["said"] is not ImmutableArray<object?> { Length: Performers })
            throw new InvalidOperationException("not everybody's answer came through");
        return series;
    }

    private static List<double> ByHand()
    {
        var said = ImmutableArray.Create(new object?[Performers]);
        var open = Enumerable.Range(0, Performers).Select(n => $"person{n}").ToImmutableArray();
        var series = new List<double>();
        for (var n = 0; n < Performers; n++)
        {
            var clock = Stopwatch.StartNew();
            said = said.SetItem(n, "signed");
            open = open.RemoveAt(0);
            series.Add(clock.Elapsed.TotalMilliseconds);
        }
        return series;
    }
}
