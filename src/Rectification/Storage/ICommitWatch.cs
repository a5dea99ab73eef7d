namespace Rectification.Storage;

/// <summary>Looks at what a command does to the shell's rows, while they are still there.</summary>
public interface ICommitWatch
{
    /// <summary>Before the commit; an exception stops it.</summary>
    void Committing(RectificationDb db)
    {
    }

    /// <summary>After it: the rows are as the database has them now.</summary>
    void Committed(RectificationDb db);
}
