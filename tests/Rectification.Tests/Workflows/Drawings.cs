using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Engine.Forms;
using Rectification.Engine.Reading;
using Rectification.Settings;

namespace Rectification.Tests.Walks;

/// <summary>The files of <c>workflows/</c>, read once for all tests.</summary>
public static class Drawings
{
    public static readonly string Folder = TestDatabases.Drawings;

    public static readonly ImmutableSortedDictionary<string, BpmnReading> Readings =
        Directory.GetFiles(Folder, "*.bpmn").ToImmutableSortedDictionary(file => Path.GetFileName(file), file => BpmnReader.Read(File.ReadAllText(file)));

    public static readonly ImmutableDictionary<string, Definition> Definitions =
        Readings.Values.SelectMany(reading => reading.Processes).ToImmutableDictionary(definition => definition.Id);

    public static readonly ImmutableSortedDictionary<string, FormSchema> Forms =
        Directory.GetFiles(Path.Combine(Folder, "forms"), "*.form")
            .ToImmutableSortedDictionary(file => Path.GetFileNameWithoutExtension(file), file => Form(File.ReadAllText(file)));

    public static readonly SettingValues Settings =
        new(0, SettingCatalogue.All.ToImmutableDictionary(setting => setting.Key, setting => (object?)setting.Default));

    /// <summary>2025 and 2026 as the State Council's notices have them.</summary>
    public static readonly WorkCalendar Calendar = MakeCalendar();

    public static Surroundings At(DateTimeOffset now) => new(now, Calendar, Settings, NoDecisions.Instance);

    private static WorkCalendar MakeCalendar() => new(
        0,
        TimeSpan.FromHours(8),
        HolidayNotices.Delivered.SelectMany(period => Enumerable.Range(0, period.To.DayNumber - period.From.DayNumber + 1).Select(period.From.AddDays)),
        HolidayNotices.Delivered.SelectMany(period => period.MakeUpDays),
        HolidayNotices.Delivered.Select(period => period.From.Year).Distinct());

    private static FormSchema Form(string json)
    {
        var form = FormSchema.Read(json, out var problems);
        Assert.Empty(problems);
        return form!;
    }
}
