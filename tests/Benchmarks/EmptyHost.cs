using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rectification.Benchmarks;

/// <summary>The floor of start-up and memory: a host that does nothing but answer one small page.</summary>
internal static class EmptyHost
{
    public static async Task Run(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapFallback(() => Results.Text("<!DOCTYPE html><html lang=\"zh-CN\"><title>空</title></html>", "text/html"));
        await app.RunAsync();
    }
}
