using Microsoft.Extensions.Configuration;
using Rectification.Web.Identity;

namespace Rectification.Web.Tests.Identity;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:80", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("https://street.example.cn", false)]
    public void Only_loopback_addresses_stay_on_this_machine(string address, bool isLoopback) => Assert.Equal(isLoopback, HostAddresses.IsLoopback(address));

    [Theory]
    [InlineData("urls", "http://a:1;http://b:2", "http://a:1", "http://b:2")]
    [InlineData("http_ports", "8080", "http://*:8080")]
    public void What_the_host_was_told_is_honoured(string key, string value, params string[] addresses) =>
        Assert.Equal(addresses, HostAddresses.Configured(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build()));
}
