using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.People;

namespace Rectification.Tests.Walks;

public sealed partial class DrawingsTests
{
    private static readonly string[] Files =
        ["accountability.bpmn", "deadline-watch.bpmn", "enforcement.bpmn", "hazard-rectification.bpmn",
         "major-hazard-report.bpmn", "month-opening.bpmn", "monthly-ledger.bpmn", "police-handover.bpmn"];

    /// <summary>What scripts and other systems count on.</summary>
    private static readonly ImmutableSortedDictionary<string, string> Outcomes = new Dictionary<string, string>
    {
        ["record-fix"] = "fixed notFixed",
        ["issue-notice"] = "issued",
        ["revisit"] = "hopeless notDone partly passed refused",
        ["approve-extension"] = "declined granted",
        ["order-rectification"] = "ordered",
        ["accept"] = "accepted rejected",
        ["record-stop-measures"] = "recorded",
        ["verify-on-site"] = "general major none",
        ["object-to-none"] = "agreed objected",
        ["assess-level"] = "general major none onTheSpot unclear",
        ["assess-level-street"] = "general major none onTheSpot",
        ["verify-street"] = "confirmed downgraded",
        ["report-progress"] = "continuing hopeless ready refused",
        ["agree-acceptance"] = "agreed refused",
        ["strike-off"] = "returned struckOff",
        ["fill-report"] = "submitted",
        ["complete-report"] = "returned submitted",
        ["sign-as-leader"] = "rejected signed",
        ["affix-seal"] = "returned sealed",
        ["review-as-linked-leader"] = "approved returned",
        ["file-report"] = "filed returned",
        ["report-refusal"] = "reported unfounded",
        ["enforce-on-site"] = "closure penalty rectified suspension transfer",
        ["decide-closure"] = "approved declined",
        ["confirm-closure"] = "shutDown stillWorking",
        ["receive-transfer"] = "declined received",
        ["give-transfer-result"] = "closedDown penalty rectified returned",
        ["check-facts"] = "founded unfounded",
        ["answer-facts"] = "answered",
        ["decide-measure"] = "other proposed",
        ["receive-police-handover"] = "declined received",
        ["give-police-result"] = "filed notFiled",
        ["file-ledger"] = "filed",
        ["confirm-ledger"] = "confirmed returned",
        ["receive-ledger"] = "received returned",
        ["approve-listing"] = "approved declined",
        ["hold-warning-talk"] = "held",
        ["hold-interview"] = "failed held",
        ["give-feedback"] = "given",
        ["receive-clue"] = "declined received",
        ["hold-admonishment"] = "held",
        ["record-result"] = "recorded",
        ["follow-up"] = "climb closed",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Drawn => [.. Files];

    public static TheoryData<string> TaskIds => [.. Outcomes.Keys];

    [Fact]
    public void Every_file_of_the_folder_is_known_here() => Assert.Equal(Files, Drawings.Readings.Keys);

    [Theory, MemberData(nameof(Drawn))]
    public void A_drawing_has_no_problem_and_no_warning_that_nobody_explains(string file) =>
        Assert.Empty(Drawings.Readings[file].Problems.Where(problem => problem.Accepted is null).Select(problem => $"{problem.ElementId} {problem.Line}: {problem.Text}"));

    [Theory, MemberData(nameof(Drawn))]
    public void A_process_is_named_after_its_file(string file) =>
        Assert.Equal(Path.GetFileNameWithoutExtension(file), Assert.Single(Drawings.Readings[file].Processes).Id);

    [Fact]
    public void The_user_tasks_are_those_that_others_count_on() =>
        Assert.Equal(Outcomes.Keys, UserTasks().Select(task => task.Id).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(TaskIds))]
    public void A_user_task_has_a_rule_a_form_of_its_name_a_due_time_and_a_performer(string id)
    {
        var task = UserTasks().Single(task => task.Id == id);
        Assert.Matches(@"^00[0-4]-", task.Properties["clause"]);
        Assert.Equal(id, task.FormId);
        Assert.NotNull(task.DueDate);
        Assert.NotNull(task.CandidateGroups);
    }

    [Theory, MemberData(nameof(TaskIds))]
    public void A_form_knows_the_outcomes_and_tells_what_follows(string id)
    {
        var form = Drawings.Forms[id];
        Assert.Equal(Outcomes[id], string.Join(' ', form.Outcomes.Select(outcome => outcome.Value).Order(StringComparer.Ordinal)));
        Assert.All(form.Outcomes, outcome => Assert.False(string.IsNullOrWhiteSpace(outcome.Consequence)));
    }

    [Fact]
    public void Every_form_belongs_to_a_task() => Assert.Equal(Outcomes.Keys, Drawings.Forms.Keys);

    [Theory, MemberData(nameof(Drawn))]
    public void Every_performer_is_a_role_in_a_scope(string file)
    {
        var text = File.ReadAllText(Path.Combine(Drawings.Folder, file));
        Assert.All(RoleInScope().Matches(text), match =>
        {
            Assert.True(Enum.TryParse<Role>(match.Groups[1].Value, out var role), match.Value);
            Assert.Equal(match.Groups[2].Value, role.Scope.ToString(), ignoreCase: true);
        });
    }

    [Theory, MemberData(nameof(Drawn))]
    public void Every_setting_named_exists(string file)
    {
        var text = File.ReadAllText(Path.Combine(Drawings.Folder, file));
        Assert.All(Setting().Matches(text), match => Assert.True(Drawings.Settings.Values.ContainsKey(match.Groups[1].Value), match.Value));
    }

    [Theory, MemberData(nameof(Drawn))]
    public void Everything_that_people_see_has_a_chinese_name(string file)
    {
        foreach (var element in Drawings.Readings[file].Processes.Single().Elements.Values)
        {
            // Gateways that only fork or bring together have nothing to ask.
            if (element is ParallelGateway || (element is ExclusiveGateway && element.Outgoing.Length == 1))
                continue;
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", element.Name);
        }
    }

    [Theory, MemberData(nameof(Drawn))]
    public void A_choice_has_one_default_flow(string file) =>
        Assert.All(
            Drawings.Readings[file].Processes.Single().Elements.Values.OfType<ExclusiveGateway>().Where(gateway => gateway.Outgoing.Length > 1),
            gateway => Assert.NotNull(gateway.DefaultFlowId));

    [Fact]
    public void What_is_called_is_drawn() =>
        Assert.All(Drawings.Definitions.Values.SelectMany(definition => definition.CalledProcesses), id => Assert.Contains(id, Drawings.Definitions));

    [Theory]
    [InlineData("issue-notice", "2026-09-30T10:00", "2026-10-09T00:00")]   // 1–7 October are holidays: 8 October is the next working day.
    [InlineData("revisit", "2026-09-30T10:00", "2026-10-11T00:00")]        // 8, 9 and the make-up Saturday 10 October.
    [InlineData("record-fix", "2026-10-03T10:00", "2026-10-04T00:00")]     // The same day, also on a holiday.
    [InlineData("verify-on-site", "2026-09-30T10:00", "2026-10-01T10:00")] // Hours don't stop for holidays.
    [InlineData("record-stop-measures", "2026-09-30T10:00", "2026-09-30T12:00")]
    [InlineData("report-progress", "2026-09-30T10:00", "2026-10-07T10:00")]
    [InlineData("verify-street", "2026-02-13T10:00", "2026-02-25T00:00")]  // 14 February is worked, 15–23 are the Spring Festival.
    public void A_due_time_follows_the_working_calendar(string id, string opened, string due)
    {
        var now = new DateTimeOffset(DateTime.Parse(opened, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
        var value = UserTasks().Single(task => task.Id == id).DueDate!.Feel!.Evaluate(PureHandlers.AtStart("major"), Drawings.At(now));
        Assert.Equal(new DateTimeOffset(DateTime.Parse(due, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)), value);
    }

    [Fact]
    public void A_street_must_look_within_24_hours_when_safety_cannot_be_guaranteed()
    {
        var dueDate = UserTasks().Single(task => task.Id == "verify-street").DueDate!.Feel!;
        var marked = PureHandlers.AtStart("major").With("safetyNotGuaranteed", true);
        Assert.Equal(CaseWalk.Morning.AddHours(24), dueDate.Evaluate(marked, Drawings.At(CaseWalk.Morning)));
    }

    [Theory, MemberData(nameof(TaskIds))]
    public void Each_outcome_can_be_filled_in_with_plain_answers(string id)
    {
        foreach (var outcome in Drawings.Forms[id].Outcomes)
        {
            var visible = PureHandlers.AtStart("major");
            var input = PlainAnswers.For(Drawings.Forms[id], outcome.Value, visible, Drawings.At(CaseWalk.Morning));
            var reading = Drawings.Forms[id].Check(input, visible, Drawings.At(CaseWalk.Morning));
            Assert.Empty(reading.Errors.Select(error => $"{outcome.Value} {error.Key}: {error.Value}"));
        }
    }

    private static IEnumerable<UserTask> UserTasks() => Drawings.Definitions.Values.SelectMany(definition => definition.Elements.Values.OfType<UserTask>());

    [GeneratedRegex(@"([A-Z]\w+)@(\w+)")]
    private static partial Regex RoleInScope();

    [GeneratedRegex(@"setting\((?:&quot;|"")([\w.-]+)")]
    private static partial Regex Setting();
}
