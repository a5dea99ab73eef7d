using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Tests.Settings;

public sealed class SettingsTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_change_holds_from_now_on_and_its_history_tells_who_when_and_from_what(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var actor = await given.ActorOf("director1");
        Assert.Equal(3m, (await Values())["due.revisit"]);

        Assert.Equal(1, (await given.Send("director1", new ChangeSetting("due.revisit", "5", "节前加强"))).Value.Version);
        Assert.Equal(2, (await given.Send("sysadmin1", new ChangeSetting("due.revisit", "4"))).Value.Version);

        var values = await Values();
        Assert.Equal((2, 4m), (values.Version, values["due.revisit"]));
        Assert.Equal(5m, (await given.With<SettingsQueries, SettingValues>(settings => settings.At(actor.StreetId, 1, CancellationToken.None)))["due.revisit"]);
        var view = (await given.With<SettingsQueries, ImmutableArray<SettingView>>(settings => settings.List(actor.StreetId, CancellationToken.None)))
            .Single(setting => setting.Setting.Key == "due.revisit");
        Assert.Equal([("高伟", "5", "4"), ("刘国栋", "3", "5")], view.History.Select(change => (change.By, change.OldValue, change.NewValue)));
        Assert.Equal("节前加强", view.History[1].Reason);

        Task<SettingValues> Values() => given.With<SettingsQueries, SettingValues>(settings => settings.For(actor.StreetId, CancellationToken.None));
    }

    [Theory]
    [InlineData("due.revisit", "16")]
    [InlineData("due.revisit", "-1")]
    [InlineData("due.revisit", "1.5")]
    [InlineData("due.revisit", "三")]
    [InlineData("due.revisit", "3")]
    [InlineData("reminder.days-before", "3、x")]
    [InlineData("reminder.days-before", "40")]
    [InlineData("notice.prefix", " ")]
    public async Task A_value_out_of_bounds_or_unchanged_is_refused_at_the_field(string key, string value)
    {
        await using var given = await Given.Street();
        Assert.Contains("value", (await given.Send("director1", new ChangeSetting(key, value))).Problem!.Errors!.Keys);
    }

    [Fact]
    public async Task A_list_is_kept_from_large_to_small_without_repeats()
    {
        await using var given = await Given.Street();
        Assert.Equal("7、3、1", (await given.Send("director1", new ChangeSetting("reminder.days-before", "1，3 7、3"))).Value.NewValue);
        var actor = await given.ActorOf("director1");
        var values = await given.With<SettingsQueries, SettingValues>(settings => settings.For(actor.StreetId, CancellationToken.None));
        Assert.Equal([7m, 3m, 1m], Assert.IsType<ImmutableArray<object?>>(values["reminder.days-before"]));
    }

    [Fact]
    public async Task A_form_opened_before_another_change_is_told_so()
    {
        await using var given = await Given.Street();
        await given.Send("director1", new ChangeSetting("extension.max", "1"));
        var late = (await given.Send("sysadmin1", new ChangeSetting("extension.max", "3", SeenVersion: 0))).Problem!;
        Assert.Equal(ProblemKind.Conflict, late.Kind);
        Assert.Contains("刘国栋", late.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid1")]
    [InlineData("safety1")]
    [InlineData("auditor1")]
    public async Task Others_do_not_change_settings(string userName)
    {
        await using var given = await Given.Street();
        Assert.Equal(ProblemKind.Forbidden, (await given.Send(userName, new ChangeSetting("due.revisit", "4"))).Problem!.Kind);
    }

    [Fact]
    public void Every_setting_that_a_drawing_reads_is_in_the_catalogue()
    {
        var read = Directory.EnumerateFiles(TestDatabases.Drawings, "*.bpmn")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file).Replace("&quot;", "\"", StringComparison.Ordinal), "setting\\(\"([^\"]+)\"\\)"))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(read);
        Assert.DoesNotContain(read, key => SettingCatalogue.Find(key) is null);
    }

    [Fact]
    public void Every_delivered_value_lies_within_its_own_bounds_and_survives_storing()
    {
        foreach (var setting in SettingCatalogue.All)
        {
            var (value, message) = setting.Read(setting.Show(setting.Default));
            Assert.True(message is null, $"{setting.Key}: {message}");
            Assert.Equal(setting.Write(setting.Default), setting.Write(setting.ReadStored(setting.Write(value!))));
            Assert.True(Variables.Accepts(value));
        }
    }
}
