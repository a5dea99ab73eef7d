using Rectification.Engine.Reading;

namespace Rectification.Conformance;

/// <summary>A drawing that breaks a rule of BPMN must not be deployed.</summary>
internal static class RejectCheck
{
    public static string? Failure(Case @case) =>
        @case.Files.Any(file => BpmnReader.Read(File.ReadAllText(file)).Problems.Any(problem => !problem.IsWarning))
            ? null
            : "was not refused";
}
