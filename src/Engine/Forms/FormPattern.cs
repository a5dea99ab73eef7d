using System.Text.RegularExpressions;

namespace Rectification.Engine.Forms;

/// <summary>What a text must look like. The expression is one that takes time in proportion to the text, whatever the text is.</summary>
public sealed class FormPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex regex;

    private FormPattern(string text, Regex regex) => (Text, this.regex) = (text, regex);

    public static FormPattern Email { get; } = new("email", new(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", Options));

    public static FormPattern Phone { get; } = new("phone", new(@"^\+?[0-9][0-9 \-]{4,20}[0-9]$", Options));

    public string Text { get; }

    /// <summary>Null when the pattern can't be understood, or needs what a linear search can't do (look-around, back references).</summary>
    public static FormPattern? Of(string text)
    {
        try
        {
            return new(text, new(text, Options));
        }
        catch (Exception unfit) when (unfit is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public bool Fits(string value) => regex.IsMatch(value);
}
