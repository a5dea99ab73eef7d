using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>A transaction is given up as a whole: what is under way in it is withdrawn, what was done is compensated, then it is left (BPMN 2.0, 13.5.3).</summary>
internal static class Transactions
{
    /// <summary>Gives up the transaction around a cancel end event, whose token has ended; once all is undone, <see cref="LeaveTransaction"/> follows.</summary>
    public static Move CancelTransaction(this Run run, Element cancel, Token token)
    {
        var transaction = run.Find(token.Scope)!;
        while (transaction.Key != 0 && run.ElementOf(transaction) is not SubProcess { IsTransaction: true })
            transaction = run.Find(transaction.Scope)!;
        // A looped transaction is cancelled as a whole.
        if (transaction.Index > 0)
            transaction = run.Find(transaction.Scope)!;
        var done = run.DoneInside(transaction);
        run.WithdrawInside(transaction.Key);
        // It is no longer at work, so nothing happens to it but being undone.
        run.Disarm(transaction);
        run.Store(transaction with { Done = [], Waits = [], Incident = null });
        return run.Compensate(new(run.NextKey(), cancel.Id, transaction.Key, Phase.Compensating), done);
    }

    /// <summary>The cancelled transaction ends by its cancel boundary event, or plainly when it has none.</summary>
    public static Move LeaveTransaction(this Run run, Token holder)
    {
        run.Remove(holder.Key);
        var transaction = run.Find(holder.Scope)!;
        foreach (var boundary in (run.ElementOf(transaction) as Activity)?.Boundaries ?? [])
            if (boundary.Trigger is CancelTrigger)
            {
                run.Happen(transaction, boundary, true, Variables.Empty);
                return Move.Consumed;
            }
        return run.ScopeMayEnd(transaction.Key);
    }
}
