using System.Collections.Immutable;

namespace Rectification.Web.Layout;

/// <summary>What somebody had typed into a form that was not taken, to be copied into a new one.</summary>
/// <param name="Texts">Sentences and the like, as typed.</param>
/// <param name="Choices">Single words, numbers and dates with their field: mostly what was chosen rather than typed.</param>
/// <param name="Files">Names of files, which have to be chosen again.</param>
/// <param name="IsCut">Something was too long or too much to show.</param>
public sealed record TypedTexts(ImmutableArray<string> Texts, ImmutableArray<(string Name, string Value)> Choices, ImmutableArray<string> Files, bool IsCut)
{
    public const int LongestText = 20_000;
    public const int MostTexts = 100;

    private static readonly string[] Secret = ["password", "token"];

    public bool IsEmpty => Texts.IsEmpty && Choices.IsEmpty && Files.IsEmpty;

    /// <summary>Passwords, one-time tokens, signatures and what the page itself put into the form stay out.</summary>
    public static TypedTexts Of(IFormCollection form)
    {
        var typed = form.Where(field => !field.Key.StartsWith('_') && !Secret.Any(word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(field => field.Value.Select(value => (Name: field.Key, Value: value?.Trim() ?? "")))
            .Where(field => field.Value.Length > 0 && !Guid.TryParse(field.Value, out _) && !field.Value.StartsWith("data:", StringComparison.Ordinal))
            .ToList();
        var shown = typed.Take(MostTexts).Select(field => field with { Value = Cut(field.Value) }).ToList();
        return new(
            [.. shown.Where(field => IsText(field.Value)).Select(field => field.Value).Distinct()],
            [.. shown.Where(field => !IsText(field.Value))],
            [.. form.Files.Where(file => file.FileName.Length > 0).Take(MostTexts).Select(file => Path.GetFileName(file.FileName))],
            typed.Count > MostTexts || typed.Any(field => field.Value.Length > LongestText));
    }

    private static bool IsText(string value) => value.Any(letter => letter > 127 || char.IsWhiteSpace(letter));

    // Not in the middle of a character that takes two units.
    private static string Cut(string value) =>
        value.Length <= LongestText ? value : value[..(char.IsHighSurrogate(value[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
