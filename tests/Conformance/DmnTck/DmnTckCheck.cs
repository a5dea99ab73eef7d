using Rectification.Engine;
using Rectification.Engine.Decisions;

namespace Rectification.Conformance.DmnTck;

/// <summary>Runs the TCK's test files of one folder against its models; each test case counts for itself.</summary>
internal static class DmnTckCheck
{
    /// <returns>Each test case with what was wrong, null for nothing.</returns>
    public static IEnumerable<(string Test, string? Failure)> Run(IReadOnlyCollection<string> files)
    {
        var models = Models([.. files.Where(file => file.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase))]);
        foreach (var file in files.Where(file => file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            var model = Meant(models, file);
            foreach (var test in TckFile.Read(file))
                yield return ($"{Path.GetFileNameWithoutExtension(file)} {test.Id}", Guarded(model, test));
        }
    }

    // A model may import others of its folder, in any order: each is read once those it needs are there.
    private static List<(string File, DecisionModel Model)> Models(List<string> files)
    {
        var read = new List<(string File, DecisionModel Model)>();
        for (var round = 0; round < files.Count; round++)
            read = [.. files.Select(file => (file, DecisionModel.Read(File.ReadAllText(file), [.. read.Where(each => each.File != file).Select(each => each.Model)])))];
        return read;
    }

    private static DecisionModel Meant(List<(string File, DecisionModel Model)> models, string test)
    {
        var name = System.Xml.Linq.XDocument.Load(test).Root!.Elements().FirstOrDefault(each => each.Name.LocalName == "modelName")?.Value.Trim();
        return models.FirstOrDefault(each => Path.GetFileName(each.File) == name).Model ?? models[0].Model;
    }

    // A crash of the engine fails its test case, not the whole run.
    private static string? Guarded(DecisionModel model, TckCase test)
    {
        try
        {
            return Failure(model, test);
        }
        catch (Exception fault) when (!System.Diagnostics.Debugger.IsAttached)
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }

    private static string? Failure(DecisionModel model, TckCase test)
    {
        foreach (var result in test.Results)
        {
            var answer = model.Decide(test.Service ?? result.Name, test.Inputs, World.Surroundings);
            var value = test.Service is not null && test.Results.Length > 1 ? (answer.Value as Variables)?[result.Name] : answer.Value;
            if (!TckValues.Agree(result.Expected, value))
                return $"{result.Name}: expected {TckValues.Shown(result.Expected)}, was {TckValues.Shown(value)} {answer.Problem}"
                    + string.Concat(model.Problems.Where(problem => problem.Place.StartsWith(result.Name, StringComparison.Ordinal)).Take(1).Select(problem => $" ({problem.Line}: {problem.Message})"));
        }
        return null;
    }
}
