using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>Events that happen to whoever waits for them: messages, signals, conditions.</summary>
internal static class Signalling
{
    /// <summary>What a token waited for came from outside or from elsewhere in the process.</summary>
    public static void Receive(this Run run, Token token, Wait wait, Variables payload)
    {
        run.Note(FactKind.MessageReceived, wait.ElementId, token.Key, (wait as MessageWait)?.MessageName ?? (wait as SignalWait)?.SignalName);
        run.Definition[wait.ElementId].Occur(run.At(token), wait, payload);
    }

    /// <summary>Everyone in this process who waits for the signal gets it now; one may end what another waits in.</summary>
    public static void Broadcast(this Run run, string name, Variables payload)
    {
        var waiting = new List<long>();
        foreach (var wait in run.Process.Waits)
            if (wait is SignalWait signal && signal.SignalName == name)
                waiting.Add(wait.Key);
        foreach (var token in run.Tokens)
            foreach (var wait in token.Waits)
                if (wait is SignalWait signal && signal.SignalName == name)
                    waiting.Add(wait.Key);
        foreach (var key in waiting)
            if (run.FindWait(key) is { } still)
                run.Receive(still.Token, still.Wait, payload);
    }

    /// <summary>Looks at the conditions that are waited for, until one begins to hold; what follows from it comes before the next.</summary>
    public static bool ConditionHappens(this Run run, IReadOnlyList<Token> tokens)
    {
        if (!run.Definition.HasConditionEvents)
            return false;
        if (ConditionHappens(run, run.Process))
            return true;
        for (var at = 0; at < tokens.Count; at++)
            if (ConditionHappens(run, tokens[at]))
                return true;
        return false;
    }

    private static bool ConditionHappens(Run run, Token token)
    {
        foreach (var wait in token.Waits)
        {
            if (wait is not ConditionWait condition || run.Definition[wait.ElementId].Awaited is not ConditionTrigger trigger)
                continue;
            // A variable that is not there yet is the usual case, so no value means that it does not hold.
            var holds = trigger.Condition.Evaluate(run.Visible(token), run.Surroundings, out var problem) is true;
            if (problem is not null)
            {
                // A call that runs would be made a second time when the incident is resolved; there the condition only does not hold.
                if (token is { Incident: null, Phase: not Phase.AtCall })
                    run.At(token).Fail($"“{run.Definition[wait.ElementId].Label}”等待的条件：{problem}");
                token = run.Find(token.Key)!;
                continue;
            }
            if (holds == condition.Held)
                continue;
            var looked = condition with { Held = holds };
            token = token with { Waits = token.Waits.Replace(condition, looked) };
            run.Store(token);
            if (!holds)
                continue;
            run.Definition[wait.ElementId].Occur(run.At(token), looked, Variables.Empty);
            return true;
        }
        return false;
    }
}
