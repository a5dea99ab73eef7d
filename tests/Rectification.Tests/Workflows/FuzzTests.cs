using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Rectification.Engine;
using Rectification.Engine.Checking;
using Rectification.Engine.Decisions;
using Rectification.Engine.Forms;
using Rectification.Engine.Reading;
using Rectification.Engine.Playing;

namespace Rectification.Tests.Walks;

/// <summary>
/// Delivered files, damaged at random: whatever comes of it is read or refused, checked and played without a fault and within bounds.
/// <c>RECTIFICATION_FUZZ_MINUTES=10</c> goes on for that long from a seed of the day's; a fault tells its seed, <c>RECTIFICATION_FUZZ_SEED</c> repeats it alone.
/// </summary>
public sealed class FuzzTests
{
    private const int SeedsInCi = 200;

    private static readonly string[] Files = [.. Directory.EnumerateFiles(Drawings.Folder, "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".bpmn" or ".form" or ".dmn").Order(StringComparer.Ordinal)];

    private static readonly string[] DrawingFiles = [.. Files.Where(file => file.EndsWith(".bpmn", StringComparison.Ordinal))];

    private static readonly string[] Splinters =
    [
        "", "\0", "&", "<", ">", "\"", "=", "]]>", "<!--", "-->", "\uFFFF", "😀", "=1/0", "=[1..1000000000]", "=for i in 1..1000000 return i", "R/PT0S", "P99999Y",
        "2147483648", "-1", "true", "null", new string('9', 400), "<bpmn:parallelGateway id=\"x\"/>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "default=\"x\"", "{", "}", "[", ",",
    ];

    [Fact]
    public void Whatever_is_done_to_a_file_nothing_breaks()
    {
        if (Environment.GetEnvironmentVariable("RECTIFICATION_FUZZ_SEED") is { Length: > 0 } only)
        {
            Try(int.Parse(only, CultureInfo.InvariantCulture));
            return;
        }
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_FUZZ_MINUTES"), CultureInfo.InvariantCulture, out var given) ? given : 0;
        var first = minutes > 0 ? (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond % 1_000_000_000) : 0;
        var clock = Stopwatch.StartNew();
        for (var seed = first; seed < first + SeedsInCi || clock.Elapsed.TotalMinutes < minutes; seed++)
            Try(seed);
    }

    private static void Try(int seed)
    {
        var chance = new Random(seed);
        // Drawings break in more ways than forms do.
        var file = chance.Next(2) == 0 ? DrawingFiles[chance.Next(DrawingFiles.Length)] : Files[chance.Next(Files.Length)];
        try
        {
            var text = File.ReadAllText(file);
            for (var times = chance.Next(1, 6); times > 0; times--)
                text = !file.EndsWith(".form", StringComparison.Ordinal) && chance.Next(3) > 0 ? InTree(text, chance) : InText(text, chance);
            Use(file, text, chance);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed}, {Path.GetFileName(file)}: {fault.Message}", fault);
        }
    }

    private static void Use(string file, string text, Random chance)
    {
        switch (Path.GetExtension(file))
        {
            case ".form":
                if (FormSchema.Read(text, out var wrong) is { } form)
                    form.Check(form.Opening(Variables.Empty), Variables.Empty, Drawings.At(Given.Start));
                else
                    Assert.NotEmpty(wrong);
                break;
            case ".dmn":
                DecisionModel.Read(text);
                break;
            default:
                var reading = BpmnReader.Read(text);
                Assert.True(reading.Processes.Length > 0 || reading.Problems.Length > 0);
                Assert.All(reading.Problems, problem => Assert.InRange(problem.Text.Length, 1, 1_100));
                DraftCheck.Of(reading, Known.Nothing);
                foreach (var process in reading.Processes)
                    Play(process, chance);
                break;
        }
    }

    private static void Play(Definition process, Random chance)
    {
        if (process.Body.Start is null)
            return;
        string[] outcomes = ["fixed", "notFixed", "issued", "passed", "refused", "agreed", "major", "general", "submitted", "rejected", "recorded", "accepted", "granted"];
        var deeds = 0;
        var report = Simulation.Run(
            new Scenario(process) { From = Given.Start, Calendar = Drawings.Calendar, Settings = Drawings.Settings, MaxCommands = 300, MaxFacts = 20_000, Variables = Variables.Of(("caseNumber", "YH-1"), ("level", "major")) },
            now => ++deeds > 60 ? null
                : now.OpenTasks.ElementAtOrDefault(chance.Next(3)) is { } task ? new Deed.Complete(task.ElementId, Variables.Of(("outcome", outcomes[chance.Next(outcomes.Length)])))
                : now.AwaitedMessages.FirstOrDefault() is { } message && chance.Next(2) == 0 ? new Deed.Send(message, Variables.Empty)
                : now.LiveTimers.Any() ? new Deed.WaitForTimer() : null);
        Assert.InRange(report.Commands, 1, 301);
    }

    private static string InText(string text, Random chance)
    {
        if (text.Length < 2)
            return text;
        var at = chance.Next(text.Length);
        var length = Math.Min(chance.Next(40), text.Length - at);
        return chance.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(chance.Next(text.Length - length), length)),
            2 => text.Remove(at, length).Insert(at, Splinters[chance.Next(Splinters.Length)]),
            _ => chance.Next(20) == 0 ? text[..at] : text.Insert(at, Splinters[chance.Next(Splinters.Length)]),
        };
    }

    private static string InTree(string text, Random chance)
    {
        XDocument document;
        try
        {
            document = XDocument.Parse(text, LoadOptions.PreserveWhitespace);
        }
        catch (System.Xml.XmlException)
        {
            return InText(text, chance);
        }
        var elements = document.Descendants().ToList();
        var (one, other) = (elements[chance.Next(elements.Count)], elements[chance.Next(elements.Count)]);
        var attributes = one.Attributes().Where(each => !each.IsNamespaceDeclaration).ToList();
        switch (chance.Next(6))
        {
            case 0 when one.Parent is not null:
                one.Remove();
                break;
            case 1 when one.Parent is not null:
                one.AddAfterSelf(new XElement(one));
                break;
            case 2 when one.Parent is not null && !one.DescendantsAndSelf().Contains(other):
                one.Remove();
                other.Add(one);
                break;
            case 3 when attributes.Count > 0:
                attributes[chance.Next(attributes.Count)].Remove();
                break;
            case 4 when attributes.Count > 0:
                // An id of another element, so that flows lead elsewhere and boundaries hang elsewhere.
                attributes[chance.Next(attributes.Count)].Value = (string?)other.Attribute("id") ?? "x";
                break;
            default:
                var kinds = elements.Select(each => each.Name).Distinct().ToList();
                one.Name = kinds[chance.Next(kinds.Count)];
                break;
        }
        return document.ToString(SaveOptions.DisableFormatting);
    }
}
