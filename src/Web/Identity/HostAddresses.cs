using System.Net;

namespace Rectification.Web.Identity;

/// <summary>Where the host was told to listen.</summary>
internal static class HostAddresses
{
    public const string Default = "http://localhost:5080";

    /// <summary>Only when nothing else was said: <c>--urls</c>, ASPNETCORE_URLS and ASPNETCORE_HTTP_PORTS are honoured.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (Configured(builder.Configuration).Count == 0)
            builder.WebHost.UseUrls(Default);
    }

    public static IReadOnlyList<string> Configured(IConfiguration configuration)
    {
        var addresses = Split(configuration["urls"]);
        if (addresses.Count == 0)
            addresses = [.. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"), .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}")];
        return addresses;
    }

    /// <summary>Whether only this machine can reach the address.</summary>
    public static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static List<string> Split(string? list) =>
        [.. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
