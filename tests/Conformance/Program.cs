using System.Diagnostics;
using Rectification.Conformance;
using Rectification.Conformance.DmnTck;

if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
{
    Console.Error.WriteLine("usage: Conformance MANIFEST [--kind execution|reject|dmn-tck|interchange] [--case ID]");
    return 2;
}

var cases = Manifest.Read(args[0]);
if (Option("--kind") is { } wantedKind)
    cases = [.. cases.Where(c => c.Kind == wantedKind)];
if (Option("--case") is { } wantedCase)
    cases = [.. cases.Where(c => c.Id == wantedCase)];

var report = new Report();
foreach (var @case in cases)
{
    if (@case.Kind == "dmn-tck")
    {
        foreach (var (test, failure) in DmnTckCheck.Run([.. @case.Files]))
            report.Add(@case, failure is null ? null : $"{test} {failure}");
        continue;
    }
    Func<Case, string?>? check = @case.Kind switch
    {
        "execution" => ExecutionCheck.Failure,
        "reject" => RejectCheck.Failure,
        "interchange" => InterchangeCheck.Failure,
        _ => null,
    };
    if (check is not null)
        report.Add(@case, Guarded(check, @case));
}
return report.Print();

// A crash of the engine fails its case, not the whole run.
static string? Guarded(Func<Case, string?> check, Case @case)
{
    try
    {
        return check(@case);
    }
    catch (Exception fault) when (!Debugger.IsAttached)
    {
        return $"{fault.GetType().Name}: {fault.Message}";
    }
}

string? Option(string name)
{
    var at = Array.IndexOf(args, name);
    return at > 0 && at + 1 < args.Length ? args[at + 1] : null;
}
