using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

namespace Rectification.Web.Tests.Browser;

/// <summary>The host on a real port, and one Chromium for all who visit it.</summary>
public sealed class BrowserApp : WebApp
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    protected override bool IsListening => true;

    /// <summary>Somebody with a phone (390 px) in the hand.</summary>
    public Task<Visitor> OnPhone(string userName, bool javaScript = true) => Visit(userName, new() { Width = 390, Height = 844 }, isPhone: true, javaScript);

    /// <summary>Somebody at a desk (1440 px).</summary>
    public Task<Visitor> AtDesk(string userName) => Visit(userName, new() { Width = 1440, Height = 900 }, isPhone: false, javaScript: true);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public override async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await base.DisposeAsync();
    }

    protected override void Configure(IWebHostBuilder web)
    {
        base.Configure(web);
        web.UseSetting("urls", "http://127.0.0.1:0");
    }

    private async Task<Visitor> Visit(string userName, ViewportSize size, bool isPhone, bool javaScript)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = size,
            IsMobile = isPhone,
            HasTouch = isPhone,
            JavaScriptEnabled = javaScript,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        var visitor = new Visitor(context, await context.NewPageAsync(), userName);
        await visitor.SignIn(Password);
        return visitor;
    }
}
