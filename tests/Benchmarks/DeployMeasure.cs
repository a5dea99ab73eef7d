using System.Diagnostics;
using System.Xml.Linq;
using Rectification.Engine.Checking;
using Rectification.Engine.Reading;

namespace Rectification.Benchmarks;

/// <summary>A drawing of 200 elements from text to ready: read, its expressions parsed, checked for soundness.</summary>
internal sealed class DeployMeasure : Measure
{
    private const int Elements = 200;
    private const int Times = 60;

    public override string Name => "deploy-200";

    public override string What => "a drawing of 200 elements read, checked and ready (limit 30 ms); floor: the same text as XML alone";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var xml = FlowDrawing.OfElements(Elements);
        var reading = BpmnReader.Read(xml);
        Console.WriteLine($"{reading.Processes[0].Elements.Count} elements, {xml.Length / 1024} kB, {DraftCheck.Of(reading, Known.Nothing).Length} warnings");
        var ours = Series(() => DraftCheck.Of(BpmnReader.Read(xml), Known.Nothing));
        var readOnly = Series(() => BpmnReader.Read(xml));
        var floor = Series(() => XDocument.Parse(xml, LoadOptions.SetLineInfo));
        return Task.FromResult<IReadOnlyList<Line>>(
        [
            .. Line.OfSeries("200 elements: read, checked, ready", ours, floor, limitAtP95: 30),
            .. Line.OfSeries("  of that, reading", readOnly, floor),
            new("processor time of one (says something on a busy machine)", Cost(() => DraftCheck.Of(BpmnReader.Read(xml), Known.Nothing)), Cost(() => XDocument.Parse(xml)), "ms"),
        ]);
    }

    private static double Cost(Func<object> work) => 1_000 / OneCore.Measure(Times, times =>
    {
        for (var i = 0; i < times; i++)
            work();
    }).PerSecond;

    private static List<double> Series(Func<object> work)
    {
        var series = new List<double>();
        for (var i = 0; i < Times + 20; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            if (i >= 20)
                series.Add(clock.Elapsed.TotalMilliseconds);
        }
        return series;
    }
}
