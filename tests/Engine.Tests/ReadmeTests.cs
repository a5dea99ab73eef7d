using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Rectification.Engine.Tests;

/// <summary>What the engine's page says of tests and limits is so.</summary>
public sealed class ReadmeTests
{
    private static readonly string Root = FindRoot();

    private static readonly string[] Sections = File.ReadAllText(Path.Combine(Root, "src", "Engine", "README.md")).Split("\n## ");

    [Fact]
    public void Every_element_has_the_tests_that_the_table_names()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(Path.GetFileNameWithoutExtension);
        var named = Names().Matches(Sections.Single(section => section.StartsWith("What is executed", StringComparison.Ordinal)));
        Assert.True(named.Count > 30);
        foreach (Match name in named)
            Assert.True(sources[name.Groups[1].Value].Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\[(Fact|Theory)[^\n]*\n(\s*\[[^\n]*\n)*\s*public (async Task|void) {name.Groups[2].Value}\(", RegexOptions.CultureInvariant)),
                $"There is no test {name.Value}.");
    }

    [Fact]
    public void Every_limit_is_the_number_that_the_table_says()
    {
        var types = typeof(Machine).Assembly.GetTypes().ToLookup(type => type.Name);
        var rows = Sections.Single(section => section.StartsWith("Limits", StringComparison.Ordinal)).Split('\n').Where(line => line.Contains('`', StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 15);
        foreach (var row in rows)
        {
            var cells = row.Split('|');
            var numbers = cells[2].Split('·').Select(number => int.Parse(number, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture));
            Assert.Equal(numbers, Names().Matches(cells[3]).Select(name => ValueOf(types[name.Groups[1].Value], name.Groups[2].Value)));
        }
    }

    private static int ValueOf(IEnumerable<Type> types, string name)
    {
        foreach (var type in types)
        {
            if (type.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is { } constant)
                return (int)constant.GetRawConstantValue()!;
            // Where a caller may set it: what it is by itself.
            if (type.GetProperty(name) is { } property)
                return (int)property.GetValue(Activator.CreateInstance(type, [null]))!;
        }
        throw new InvalidOperationException($"There is no limit {name}.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RectificationWorkflow.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run outside the repository.");
    }

    private static Regex Names() => new(@"`(\w+)\.(\w+)`", RegexOptions.CultureInvariant);
}
