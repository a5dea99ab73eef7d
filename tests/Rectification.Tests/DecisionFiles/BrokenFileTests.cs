using Rectification.Engine;
using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Checks;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Tests.DecisionFiles;

/// <summary>Files as people break them: whatever is wrong is told; reading, checking and asking never throw.</summary>
public sealed class BrokenFileTests
{
    private static readonly Surroundings At = Walks.Drawings.At(new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8)));

    private static readonly string[] Pieces =
    [
        "\"", "(", ")", "[", "]", "..", "-", "&lt;", "not(", "null", "?", "1e999", "“", "，", "@\"", "/*", "{", "date(\"x\")", "matches(a, \"[\")", "if ", "\\u", "<text>", "</text>", "<rule/>",
        "<input/>", "<output/>", "UNIQUE", "PRIORITY", "COLLECT", "href=\"#x\"", "typeRef=\"number\"", "<decision id=\"z\"/>", "isCollection=\"true\"", "😀",
    ];

    [Theory]
    [MemberData(nameof(DeliveredFileTests.Files), MemberType = typeof(DeliveredFileTests))]
    public void Nothing_that_is_broken_throws(string file)
    {
        var whole = Tables.Files[file];
        var random = new Random(5);
        var read = 0;
        for (var round = 0; round < 150; round++)
        {
            var xml = whole;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(xml.Length);
                // Half of the changes fall into cells, where people type.
                if (random.Next(2) == 0 && xml.IndexOf("<text>", at, StringComparison.Ordinal) is > 0 and var cell)
                    at = cell + "<text>".Length + random.Next(6);
                xml = xml[..at] + Pieces[random.Next(Pieces.Length)] + xml[Math.Min(xml.Length, at + random.Next(4))..];
            }
            var model = DecisionModel.Read(xml);
            Assert.All(model.Problems, problem => Assert.NotEqual("", problem.Message));
            _ = ModelOutline.Read(xml);
            if (ModelSheet.Read(xml) is not { } sheet)
                continue;
            read++;
            Assert.All(ModelChecks.Run(sheet), problem => Assert.NotEqual("", problem.Message));
            foreach (var id in model.Ids)
                model.Decide(id, Variables.Empty, At);
        }
        Assert.InRange(read, 20, 150);
    }
}
