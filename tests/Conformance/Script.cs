using Rectification.Engine;
using Rectification.Engine.Playing;

namespace Rectification.Conformance;

/// <summary>The closed vocabulary of scripts; what an adapter left as a job of type <c>script</c>.</summary>
internal static class Script
{
    public const string JobType = "script";

    public static Answer Run(Effect.RunJob job, List<string> trace)
    {
        var written = Variables.Empty;
        switch (job.Headers.GetValueOrDefault("text") ?? "")
        {
            case "CREATE_MARKER_FILE":
                if (!trace.Contains("MARKER_exists"))
                    trace.Add("MARKER_exists");
                break;
            case "INCREMENT_INTEGER_VARIABLE":
                written = Incremented(job);
                break;
            case "INCREMENT_INTEGER_VARIABLE_AND_LOG":
                written = Incremented(job);
                trace.Add("INCREMENT");
                break;
            case "SET_STRING_DATA":
                written = written.With("data", "String");
                break;
            case "LOG_DATA":
                if (job.Variables["data"] is "String")
                    trace.Add("DATA_correct");
                break;
            case "THROW_ERROR":
                return new Answer.Error("ERR_CODE");
            case var word when word.StartsWith("SCRIPT_task", StringComparison.Ordinal):
                trace.Add(word);
                break;
        }
        return new Answer.Done(written);
    }

    private static Variables Incremented(Effect.RunJob job) =>
        Variables.Empty.With("integerVariable", (job.Variables["integerVariable"] as decimal? ?? 0) + 1);
}
