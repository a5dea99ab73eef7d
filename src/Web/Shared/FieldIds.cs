namespace Rectification.Web.Shared;

/// <summary>Ids that tie labels, hints and messages to inputs, and the summary to the fields.</summary>
public static class FieldIds
{
    public static string Input(string key) => $"field-{key}";

    public static string Hint(string key) => $"hint-{key}";

    public static string Error(string key) => $"error-{key}";

    public static string? ErrorFor(Problem? problem, string key) => problem?.Errors?.GetValueOrDefault(key);

    /// <summary>For <c>aria-describedby</c>; null when nothing describes the input.</summary>
    public static string? Described(string key, Problem? problem, string? hint)
    {
        var error = ErrorFor(problem, key) is null ? null : Error(key);
        var hintId = hint is null ? null : Hint(key);
        return error is null ? hintId : hintId is null ? error : $"{hintId} {error}";
    }

    /// <summary>For <c>aria-invalid</c>.</summary>
    public static string? Invalid(string key, Problem? problem) => ErrorFor(problem, key) is null ? null : "true";
}
