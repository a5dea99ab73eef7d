namespace Rectification.Engine;

/// <summary>Variables live in scopes: the process, a sub-process, an instance of a loop, a single activity. Inner ones hide outer ones.</summary>
internal static class Scoping
{
    /// <summary>What an expression at this token sees.</summary>
    public static Variables Visible(this Run run, Token token)
    {
        if (token.Key == 0)
            return token.Locals;
        var outer = run.Visible(run.Find(token.Scope)!);
        if (token.Locals.Count == 0)
            return outer;
        return outer.Count == 0 ? token.Locals : outer.With(token.Locals);
    }

    /// <summary>Writes each variable to the nearest scope outwards from <paramref name="key"/> that has it, or else to the process.</summary>
    public static void Merge(this Run run, long key, Variables written)
    {
        var left = written;
        for (var scope = run.Find(key); left.Count > 0 && scope is { Key: not 0 }; scope = run.Find(scope.Scope))
        {
            if (scope.Locals.Count == 0)
                continue;
            var locals = scope.Locals;
            foreach (var (name, value) in left)
                if (scope.Locals.Has(name))
                    (locals, left) = (locals.With(name, value), left.Without(name));
            if (!ReferenceEquals(locals, scope.Locals))
                run.Store(scope with { Locals = locals });
        }
        if (left.Count > 0)
            run.Store(run.Process with { Locals = run.Process.Locals.Count == 0 ? left : run.Process.Locals.With(left) });
    }
}
