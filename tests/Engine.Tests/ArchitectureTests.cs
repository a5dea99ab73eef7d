using System.Reflection;

namespace Rectification.Engine.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void The_engine_depends_on_the_base_class_library_only()
    {
        var strangers = Assembly.Load("Rectification.Engine").GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n != "netstandard")
            .ToList();
        Assert.Empty(strangers);
    }
}
