using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// The cases that commands of this host worked on a moment ago, as they left them: who completes the next task of one need not read it again.
/// It rests on one rule, held at every commit: what changes tasks or processes of a case stands in its journal, and so counts the case's version up.
/// A command that begins from here writes the case with the version it believes in, or has it checked; nothing out of date gets through. Singleton.
/// </summary>
public sealed class CaseMemory : ICommitWatch
{
    // Kept at least this many, and at most twice as many.
    private const int Least = 250;

    /// <summary>What must have been read, or be known to be all there is, for a case to be remembered.</summary>
    private const string Open = "\"CaseNumber\" = $1 and \"State\" = 'Open'";

    private readonly Lock gate = new();
    private Generation young = new();
    private Generation old = new();

    /// <summary>A case that is opened has nothing yet: what it gets in this command is all of it.</summary>
    internal static void KnowAll(RectificationDb db, string caseNumber)
    {
        db.Instances.MarkLoaded(Workflows.OfCase, caseNumber);
        KnowOpen(db, caseNumber);
    }

    /// <summary>The open tasks of a case were all read, and who may not act on them.</summary>
    internal static void KnowOpen(RectificationDb db, string caseNumber)
    {
        db.Tasks.MarkLoaded(Open, caseNumber);
        // Those that somebody's doing may exclude from are among them.
        db.Tasks.MarkLoaded(Exclusions.BoundTasks, caseNumber, TaskState.Open);
    }

    /// <summary>Lets the running command begin from what is remembered of a task's case.</summary>
    /// <returns>False when it must read.</returns>
    internal bool Recall(RectificationDb db, Guid taskId)
    {
        if (!db.Session.MayAssume || Find(taskId) is not { } known)
            return false;
        db.Cases.Assume(known.Case);
        // The version of the case stands for these too.
        foreach (var task in known.OpenTasks)
            db.Tasks.Assume(task, isVouchedFor: true);
        foreach (var exclusion in known.Exclusions)
            db.TaskExclusions.Assume(exclusion, isVouchedFor: true);
        foreach (var instance in known.Instances)
            db.Instances.Assume(instance, isVouchedFor: true);
        if (known.HasAllInstances)
            KnowAll(db, known.Case.CaseNumber);
        else
            KnowOpen(db, known.Case.CaseNumber);
        return true;
    }

    /// <exception cref="InvalidOperationException">Something of a case changed without a word in its journal.</exception>
    public void Committing(RectificationDb db)
    {
        HashSet<string> written = [.. db.Cases.Written.Select(row => row.CaseNumber)];
        Hold(db.Tasks.Written.Select(row => (row.CaseNumber, row.ElementId)));
        Hold(db.Instances.Written.Select(row => (row.CaseNumber, row.DefinitionKey)));

        void Hold(IEnumerable<(string CaseNumber, string What)> changes)
        {
            foreach (var (caseNumber, what) in changes)
                if (!written.Contains(caseNumber))
                    throw new InvalidOperationException($"'{what}' of case {caseNumber} changes, and the journal of the case says nothing of it.");
        }
    }

    public void Committed(RectificationDb db)
    {
        foreach (var @case in db.Cases.Written)
            if (db.Tasks.IsLoaded(Open, @case.CaseNumber))
                Keep(Of(db, @case));
            else
                Forget(@case.CaseNumber);
    }

    private static KnownCase Of(RectificationDb db, CaseRow @case)
    {
        ImmutableArray<TaskRow> tasks = [.. db.Tasks.Local.Where(task => task.State == TaskState.Open && task.CaseNumber == @case.CaseNumber)];
        var ids = tasks.Select(task => task.Id).ToHashSet();
        return new(@case, tasks, [.. db.TaskExclusions.Local.Where(exclusion => ids.Contains(exclusion.TaskId))],
            [.. db.Instances.Local.Where(instance => instance.CaseNumber == @case.CaseNumber)], db.Instances.IsLoaded(Workflows.OfCase, @case.CaseNumber));
    }

    private KnownCase? Find(Guid taskId)
    {
        lock (gate)
            return young.Tasks.GetValueOrDefault(taskId) ?? old.Tasks.GetValueOrDefault(taskId);
    }

    private void Keep(KnownCase known)
    {
        lock (gate)
        {
            young.Forget(known.Case.CaseNumber);
            old.Forget(known.Case.CaseNumber);
            // Without a task there is nothing to complete.
            if (known.OpenTasks.IsEmpty || known.OpenTasks.Length >= OpenTask.MostTold)
                return;
            if (young.Cases.Count == Least)
                (old, young) = (young, new());
            young.Keep(known);
        }
    }

    private void Forget(string caseNumber)
    {
        lock (gate)
        {
            young.Forget(caseNumber);
            old.Forget(caseNumber);
        }
    }

    /// <summary>Rows that nobody changes any more: who works on them gets copies.</summary>
    private sealed record KnownCase(
        CaseRow Case, ImmutableArray<TaskRow> OpenTasks, ImmutableArray<TaskExclusion> Exclusions, ImmutableArray<InstanceRow> Instances, bool HasAllInstances);

    private sealed class Generation
    {
        public Dictionary<string, KnownCase> Cases { get; } = [];

        public Dictionary<Guid, KnownCase> Tasks { get; } = [];

        public void Keep(KnownCase known)
        {
            Cases[known.Case.CaseNumber] = known;
            foreach (var task in known.OpenTasks)
                Tasks[task.Id] = known;
        }

        public void Forget(string caseNumber)
        {
            if (!Cases.Remove(caseNumber, out var known))
                return;
            foreach (var task in known.OpenTasks)
                Tasks.Remove(task.Id);
        }
    }
}
