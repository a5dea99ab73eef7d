namespace Rectification.Storage;

/// <summary>What a statement is about. In this order they are carried out: commands that lock several rows never wait for each other in a circle.</summary>
internal enum WriteStage
{
    /// <summary>A question that must still have its answer.</summary>
    Check,

    /// <summary>A row that was read is changed or removed.</summary>
    Change,

    /// <summary>Rows are removed by a condition, whether or not there are any.</summary>
    Blind,

    Addition,

    /// <summary>Nothing of the tables kept here.</summary>
    Extra,
}

/// <summary>One statement of a command, with the values it takes.</summary>
/// <param name="Table">Empty for <see cref="WriteStage.Extra"/>.</param>
internal sealed record RowWrite(WriteStage Stage, string Table, string Sql, Action<IRowBinder> Bind)
{
    /// <summary>Nothing found to change means that somebody else was first.</summary>
    public bool MustHit { get; init; }

    /// <summary>The same statement for any number of rows, where the database has such a thing: its parameters are arrays, one value a row.</summary>
    public string? Many { get; init; }

    /// <summary>Asked for by several commands that are carried out together, it is done once.</summary>
    public object? Once { get; init; }

    /// <summary>The row that a change or a removal by its key is about; two of them in one statement would count as one.</summary>
    public object? Key { get; init; }
}
