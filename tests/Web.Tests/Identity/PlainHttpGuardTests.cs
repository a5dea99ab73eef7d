using System.Net;
using Microsoft.AspNetCore.Http;
using Rectification.People;
using Rectification.Web.Identity;

namespace Rectification.Web.Tests.Identity;

public sealed class PlainHttpGuardTests
{
    [Theory]
    [InlineData(false, "http", "192.168.1.9", "/sign-in", false)]
    [InlineData(false, "https", "192.168.1.9", "/sign-in", true)]
    [InlineData(false, "http", "127.0.0.1", "/sign-in", true)]
    [InlineData(false, "http", "192.168.1.9", "/healthz/ready", true)]
    [InlineData(true, "http", "192.168.1.9", "/sign-in", true)]
    public async Task A_real_installation_takes_plain_http_only_from_its_own_machine(bool isDemo, string scheme, string caller, string path, bool passes)
    {
        var installation = new RunningInstallation();
        installation.Read(new() { IsDemo = isDemo, CreatedAt = default, TokenKey = [1] });
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Path, http.Connection.RemoteIpAddress) = (scheme, path, IPAddress.Parse(caller));
        var passed = false;
        await new PlainHttpGuard(_ => { passed = true; return Task.CompletedTask; }, installation).InvokeAsync(http);
        Assert.Equal(passes, passed);
        Assert.Equal(passes ? 200 : 403, http.Response.StatusCode);
    }
}
