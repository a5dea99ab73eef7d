using Microsoft.AspNetCore.Mvc.Testing;

namespace Rectification.Web.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_host_says_so()
    {
        await using var app = new WebApplicationFactory<Program>();
        Assert.Equal("ok", await app.CreateClient().GetStringAsync("/healthz/live"));
    }
}
