using System.Reflection;
using System.Text.RegularExpressions;

namespace Rectification.Tests;

/// <summary>The dependency table. An arrow that is not here is forbidden; add one only with a reason in the commit message.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string> Arrows = new()
    {
        // The shell and what all rooms share.
        ["Requests"] = "People Storage Workflow",
        ["Storage"] = "People",
        ["People"] = "Requests Settings Storage Demo Premises",
        ["Settings"] = "Engine People Requests Storage",
        ["Notifications"] = "People Requests Storage Workflow",
        ["Signatures"] = "People Requests Storage Workflow",
        // Never a domain room: rooms register handlers. Premises only for the name shown beside a task.
        ["Workflow"] = "Engine Notifications People Premises Requests Settings Signatures Storage",
        // Domain rooms.
        ["Files"] = "People Requests Storage Workflow",
        ["Documents"] = "Files People Requests Settings Signatures Storage Workflow",
        ["Premises"] = "People Requests Storage",
        // Hand-overs to the police are commands that people send, with tasks and letters of their own.
        ["Enforcement"] = "Engine Hazards Notifications People Storage Workflow",
        ["Accountability"] = "Documents Engine Notifications People Requests Settings Storage Workflow",
        // Filled from the hazards.
        ["Ledgers"] = "Engine Hazards Notifications People Premises Requests Settings Storage Workflow",
        // Reads what drawings, decision files and settings cite.
        ["Policies"] = "Engine People Requests Settings Storage Workflow",
        ["Hazards"] = "Accountability Documents Enforcement Engine Files Notifications People Premises Requests Settings Signatures Storage Workflow",
        // 督查, 事故, 应检查, 恢复生产: what is recorded here may be facts for accountability at once.
        ["Oversight"] = "Accountability Enforcement Hazards Notifications People Premises Requests Settings Storage Workflow",
        // Looks over all rooms and proposes; nobody depends on it.
        ["Sweeps"] = "Accountability Enforcement Engine Hazards Ledgers Notifications Oversight People Premises Settings Storage Workflow",
        // 看板: counts over all rooms; nobody depends on it.
        ["Boards"] = "Accountability Engine Hazards Ledgers Oversight People Settings Storage Workflow",
        // Fills the demonstration street by the same commands that people send.
        ["Demo"] = "Engine Files Hazards People Premises Requests Settings Storage Workflow",
    };

    [Fact]
    public void Rooms_depend_only_on_the_rooms_that_the_table_allows()
    {
        var forbidden =
            from folder in Directory.GetDirectories(Path.Combine(Root(), "src", "Rectification"))
            let room = Path.GetFileName(folder)
            where room is not ("bin" or "obj")
            from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            from used in RoomsUsed(File.ReadAllText(file))
            where used != room && !(Arrows.GetValueOrDefault(room)?.Split(' ').Contains(used) ?? false)
            select $"{room} -> {used} in {Path.GetFileName(file)}";
        Assert.Empty(forbidden.Distinct());
    }

    [Fact]
    public void The_table_speaks_of_rooms_that_exist() =>
        Assert.All(Arrows.Keys, room => Assert.True(Directory.Exists(Path.Combine(Root(), "src", "Rectification", room)), room));

    [Fact]
    public void The_domain_runs_without_a_web_server()
    {
        var web = Assembly.Load("Rectification").GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                        && !n.Contains("Identity", StringComparison.Ordinal)
                        && !n.Contains("DataProtection", StringComparison.Ordinal))
            .ToList();
        Assert.Empty(web);
    }

    [Fact]
    public void Pages_carry_no_inline_style_and_save_nothing_themselves()
    {
        var faults =
            from file in Directory.GetFiles(Path.Combine(Root(), "src", "Web"), "*.razor", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            where text.Contains(" style=\"", StringComparison.Ordinal) || text.Contains("SaveChanges", StringComparison.Ordinal)
            select Path.GetFileName(file);
        Assert.Empty(faults);
    }

    private static IEnumerable<string> RoomsUsed(string source) =>
        Using().Matches(source).Select(match => match.Groups[1].Value).Where(room => room != "Web");

    [GeneratedRegex(@"^using (?:static )?Rectification\.([A-Za-z]+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RectificationWorkflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
