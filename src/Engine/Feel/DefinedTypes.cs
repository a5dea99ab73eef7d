namespace Rectification.Engine.Feel;

/// <summary>The types that a model defines or imports, found where an expression names one. Names may hold blanks and points.</summary>
internal sealed class DefinedTypes(IReadOnlyDictionary<string, FeelType> types)
{
    private readonly NameTable longNames = new(types.Keys);

    /// <summary>The type whose name begins at the current token, and how many tokens it takes; null when none does.</summary>
    public (FeelType Type, int Length)? At(TokenReader reader)
    {
        var (name, length) = longNames.Longest(reader.Tokens, reader.Position) ?? (reader.Current.Text, 1);
        return types.TryGetValue(name, out var type) ? (type, length) : null;
    }
}
