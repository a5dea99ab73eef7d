using System.Text.RegularExpressions;
using Rectification.Settings;

namespace Rectification.Tests.Settings;

/// <summary>What is read is in the catalogue, and what is in the catalogue is read: no figure hides in code, no setting does nothing.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Root = Path.GetDirectoryName(TestDatabases.Drawings)!;

    [Fact]
    public void Every_setting_read_by_a_drawing_form_or_decision_is_in_the_catalogue() =>
        Assert.All(Workflows().SelectMany(text => Read().Matches(text).Select(match => match.Groups[1].Value)).Distinct(), key => Assert.True(SettingCatalogue.Find(key) is not null, key));

    [Fact]
    public void Every_setting_read_by_the_program_is_in_the_catalogue() =>
        Assert.All(Sources().SelectMany(text => ReadByProgram().Matches(text).Select(match => match.Groups[1].Value)).Distinct(), key => Assert.True(SettingCatalogue.Find(key) is not null, key));

    [Fact]
    public void Every_setting_of_the_catalogue_is_read_somewhere()
    {
        var texts = Workflows().Concat(Sources()).ToList();
        Assert.All(SettingCatalogue.All.Select(setting => setting.Key), key =>
            Assert.True(texts.Exists(text => text.Contains($"\"{key}\"", StringComparison.Ordinal) || text.Contains($"&quot;{key}&quot;", StringComparison.Ordinal)), key));
    }

    [Fact]
    public void Every_setting_tells_its_clause_and_its_delivered_value_lies_within_its_bounds() => Assert.All(SettingCatalogue.All, setting =>
    {
        Assert.Matches("^00[0-4]-", setting.Clause);
        Assert.Equal(setting.Write(setting.Default), setting.Write(setting.Read(setting.Show(setting.Default)).Value!));
        Assert.Equal(setting.Write(setting.Default), setting.Write(setting.ReadStored(setting.Write(setting.Default))));
    });

    private static IEnumerable<string> Workflows() =>
        Directory.EnumerateFiles(TestDatabases.Drawings, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)).Select(File.ReadAllText)
            .Select(text => text.Replace("\\\"", "\"", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.EndsWith("SettingCatalogue.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"setting\(\s*(?:&quot;|"")([\w.-]+)")]
    private static partial Regex Read();

    // settings.For(…))["key"], values["key"], Limit(hazard, "key", …), TextSetting(hazard, "key", …)
    [GeneratedRegex(@"(?:(?:[sS]ettings|values|StreetId, ct\)\))\[|Limit\(\w+(?:\.\w+)?, |TextSetting\(\w+(?:\.\w+)?, )""([a-z][\w-]*\.[\w.-]+)""")]
    private static partial Regex ReadByProgram();
}
