using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>A task shows the version of its form that it is bound to, whichever is newer by then.</summary>
public sealed class BindingTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_form_is_shown_in_the_version_that_the_task_is_bound_to(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await DeployForm(given, "旧", "one");
        await given.Deploy(Drawing("by-deployment", """bindingType="deployment" """));
        await DeployForm(given, "新", "two");
        await given.Deploy(Drawing("by-tag", """bindingType="versionTag" versionTag="one" """));
        await given.Deploy(Drawing("by-newest", ""));

        Assert.Equal("旧", await Shown("by-deployment"));
        Assert.Equal("旧", await Shown("by-tag"));
        Assert.Equal("新", await Shown("by-newest"));

        // Deployed again it is bound to what is newest now, and a task that is open keeps the form that it opened with.
        var open = (await given.Case("by-newest")).CaseNumber;
        await given.Deploy(Drawing("by-deployment", """bindingType="deployment" """));
        await DeployForm(given, "最新", "three");
        Assert.Equal("新", await Shown("by-deployment"));
        Assert.Equal("新", await LabelOf(open));

        async Task<string> Shown(string process) => await LabelOf((await given.Case(process)).CaseNumber);

        async Task<string> LabelOf(string caseNumber)
        {
            var onlooker = await given.ActorOf("streetleader1");
            var id = (await given.OpenTask(caseNumber, "look")).Id;
            var view = (await given.With<TaskQueries, Result<TaskView>>(tasks => tasks.Find(id, onlooker, CancellationToken.None))).Value;
            return new[] { "旧", "新", "最新" }.Single(label => view.FormJson!.Contains($"\"label\":\"{label}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_tag_that_no_form_carries_is_told_at_deployment()
    {
        await using var given = await Given.Street();
        await DeployForm(given, "旧", "one");
        var deployed = (await given.Send("designer1", new DeployDefinition(Drawing("by-tag", """bindingType="versionTag" versionTag="nine" """)))).Value;
        Assert.True(deployed.IsRefused);
        var problem = Assert.Single(deployed.Problems, each => !each.IsWarning);
        Assert.Equal("look", problem.ElementId);
        Assert.Contains("nine", problem.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_message_goes_to_the_case_that_its_key_names_and_to_no_other(DatabaseProvider database)
    {
        await using var given = await Given.Street(database, services => services.AddMessage(new MessageRule("news", ["what"], (_, _) => true)));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.Catch("wait", Draw.OnMessage("m"))} {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
            start -> wait -> look -> end
            """, Draw.Message("m", "news"), "waiting"));
        var (one, other) = ((await given.Case("waiting")).CaseNumber, (await given.Case("waiting")).CaseNumber);

        Assert.Null((await given.Send("safety1", new SendMessage("news", one, Variables.Of(("what", "x"), ("outcome", "forged"))))).Problem);

        var task = await given.OpenTask(one, "look");
        Assert.DoesNotContain("forged", task.Variables, StringComparison.Ordinal);
        Assert.Empty(await given.OpenTasks(other));
        Assert.Equal("message.no-receiver", (await given.Send("safety1", new SendMessage("news", one, Variables.Empty))).Problem?.Code);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_message_that_nobody_waits_for_begins_the_process_that_starts_with_it(DatabaseProvider database)
    {
        await using var given = await Given.Street(database, services => services.AddMessage(new MessageRule("news", ["what"], (_, _) => true)));
        await given.Deploy(Draw.Process($"""
            <bpmn:startEvent id="start">{Draw.OnMessage("m")}</bpmn:startEvent> {TaskTests.Step("answer", "SafetyOfficer@street")} {Draw.End()}
            start -> answer -> end
            """, Draw.Message("m", "news"), "answering"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
            start -> look -> end
            """, id: "looking"));
        var number = (await given.Case("looking")).CaseNumber;

        Assert.Null((await given.Send("safety1", new SendMessage("news", number, Variables.Of(("what", "x"))))).Problem);

        Assert.Equal("answering", (await given.OpenTask(number, "answer")).ProcessKey);
        Assert.Equal("x", VariablesText.Read((await given.OpenTask(number, "answer")).Variables)["what"]);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    private static async Task DeployForm(Given given, string label, string tag)
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "forms"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "forms", "bound.form"),
            $$"""{"components":[{"type":"textfield","id":"f","key":"note","label":"{{label}}"}],"type":"default","id":"bound","versionTag":"{{tag}}"}""");
        Assert.Equal(1, (await given.Send(new DeployFolder(folder.FullName))).Value);
        folder.Delete(recursive: true);
    }

    private static string Drawing(string id, string binding) => Draw.Process($"""
        {Draw.Start()} {TaskTests.Step("look", "SafetyOfficer@street", more: $"<zeebe:formDefinition formId=\"bound\" {binding}/>")} {Draw.End()}
        start -> look -> end
        """, id: id);
}
