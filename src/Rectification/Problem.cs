using System.Collections.Immutable;

namespace Rectification;

/// <summary>Why a request was not carried out; nothing was changed.</summary>
/// <param name="Code">Stable, for programs: <c>task.already-done</c>.</param>
/// <param name="Title">For people, in Chinese: the thing, the fact and the way out.</param>
/// <param name="Errors">Field key to message, when fields are at fault.</param>
public sealed record Problem(ProblemKind Kind, string Code, string Title, ImmutableSortedDictionary<string, string>? Errors = null)
{
    public static Problem Invalid(string code, string title) => new(ProblemKind.Invalid, code, title);

    /// <summary>One field is at fault; its message stands at the field and in the summary.</summary>
    public static Problem Field(string field, string message) =>
        new(ProblemKind.Invalid, "input.invalid", message, ImmutableSortedDictionary<string, string>.Empty.Add(field, message));

    public static Problem Fields(ImmutableSortedDictionary<string, string> errors) =>
        new(ProblemKind.Invalid, "input.invalid", errors.Count == 1 ? errors.Values.First() : $"有 {errors.Count} 处需要修改", errors);

    public static Problem NotFound(string code, string title) => new(ProblemKind.NotFound, code, title);

    public static Problem Forbidden(string code, string title) => new(ProblemKind.Forbidden, code, title);

    public static Problem Conflict(string code, string title) => new(ProblemKind.Conflict, code, title);
}

/// <summary>Maps to an HTTP status: 422, 404, 403, 409, 400, 413, 429, 401.</summary>
public enum ProblemKind
{
    Invalid,
    NotFound,
    Forbidden,
    Conflict,
    Malformed,
    TooLarge,
    TooMany,
    Unauthenticated,
}
