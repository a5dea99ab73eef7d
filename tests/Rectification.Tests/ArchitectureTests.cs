using System.Reflection;

namespace Rectification.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void The_domain_runs_without_a_web_server()
    {
        var web = Assembly.Load("Rectification").GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                        && !n.Contains("Identity", StringComparison.Ordinal)
                        && !n.Contains("DataProtection", StringComparison.Ordinal))
            .ToList();
        Assert.Empty(web);
    }
}
