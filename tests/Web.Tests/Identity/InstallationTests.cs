using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Web.Tests.Identity;

/// <summary>The built program, started as an administrator starts it.</summary>
public sealed class InstallationTests
{
    [Fact]
    public async Task A_real_installation_prints_a_link_that_sets_it_up_once()
    {
        using var program = new HostProcess(["--Demo=false"]);
        var link = await program.Line("安装链接");
        var token = Regex.Match(link, "token=([0-9a-f]+)").Groups[1].Value;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await program.Address() };
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/set-up?token=0000")).StatusCode);

        var page = $"/set-up?token={token}";
        var fields = Pages.Hidden(await browser.GetStringAsync(page));
        foreach (var (name, value) in new (string, string)[]
        {
            ("Input.District", "清河区"), ("Input.Street", "临江街道"), ("Input.SystemUserName", "admin"), ("Input.SystemName", "高远"), ("Input.Password", "Linjiang2026x"),
            ("Input.SecurityUserName", "security"), ("Input.SecurityName", "梁文"), ("Input.AuditorUserName", "audit"), ("Input.AuditorName", "宋敏"),
        })
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        var done = await browser.PostAsync(page, form);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("安装完成", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page)).StatusCode);

        var signIn = Pages.Hidden(await browser.GetStringAsync("/sign-in"));
        (signIn["Input.UserName"], signIn["Input.Password"]) = ("admin", "Linjiang2026x");
        using var credentials = new FormUrlEncodedContent(signIn);
        var signedIn = await browser.PostAsync("/sign-in", credentials);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("rectification=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("演练账号", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_is_not_opened_to_the_network_unasked()
    {
        using var program = new HostProcess([], "http://0.0.0.0:0");
        Assert.Contains("--Demo=true", await program.Line("演练"), StringComparison.Ordinal);
        Assert.Equal(1, await program.Ended());
    }

    private sealed class HostProcess : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rectification-host-");
        private readonly Process process;
        private readonly List<string> lines = [];

        public HostProcess(string[] options, string urls = "http://127.0.0.1:0")
        {
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[typeof(Program).Assembly.Location, "--urls", urls, "--Database:Path=street.db", .. options])
                start.ArgumentList.Add(argument);
            process = Process.Start(start)!;
            process.OutputDataReceived += (_, line) => Hear(line.Data);
            process.ErrorDataReceived += (_, line) => Hear(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public async Task<string> Line(string part)
        {
            for (var wait = 0; wait < 600; wait++)
            {
                lock (lines)
                    if (lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                        return found;
                await Task.Delay(100);
            }
            lock (lines)
                throw new TimeoutException($"'{part}' was never said; but:\n{string.Join('\n', lines)}");
        }

        public async Task<Uri> Address() => new(Regex.Match(await Line("Now listening on"), "http://[^ ]+").Value);

        public async Task<int> Ended()
        {
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
            return process.ExitCode;
        }

        public void Dispose()
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
            folder.Delete(recursive: true);
        }

        private void Hear(string? line)
        {
            if (line is not null)
                lock (lines)
                    lines.Add(line);
        }
    }
}
