using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rectification.Web.Tests.Browser;

/// <summary>A person in front of a browser: does what people do, by the words they see.</summary>
public sealed partial class Visitor(IBrowserContext context, IPage page, string userName) : IAsyncDisposable
{
    // Set to a folder to keep a picture of every step, for looking at the pages.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("RECTIFICATION_TEST_PICTURES");

    // A machine busy with other tests is slow, not wrong.
    private const float Patience = 30_000;

    private int pictures;

    public IPage Page => page;

    /// <summary>What the browser complained about: scripts that failed, styles that the policy refused.</summary>
    public List<string> Complaints { get; } = [];

    public async Task SignIn(string password)
    {
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A refused form answers 4xx, which the browser logs; that is no fault of the page.
            if (message.Type is "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal))
                Complaints.Add(message.Text);
        };
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name='Input.UserName']", userName);
        await page.FillAsync("[name='Input.Password']", password);
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page).Not.ToHaveURLAsync(SignInPage(), new() { Timeout = Patience });
        await Parsed();
    }

    /// <summary>Waits for a page, not for the last picture on it.</summary>
    /// <param name="urlPattern">With * for anything.</param>
    public Task Arrive(string urlPattern, float timeout = Patience) =>
        Arrive(new Regex($"^{Regex.Escape(urlPattern).Replace("\\*", ".*", StringComparison.Ordinal)}$"), timeout);

    /// <inheritdoc cref="Arrive(string, float)"/>
    public async Task Arrive(Regex url, float timeout = Patience)
    {
        await Assertions.Expect(page).ToHaveURLAsync(url, new() { Timeout = timeout });
        await Parsed();
    }

    public async Task Open(string path)
    {
        await page.GotoAsync(path);
        await Picture(path);
    }

    /// <summary>Finds the task in the inbox by what is to do and the case, and opens it.</summary>
    public async Task OpenTask(string elementName, string caseNumber)
    {
        var row = page.Locator("a.row-link", new() { HasText = elementName }).Filter(new() { HasText = caseNumber });
        foreach (var box in (string[])["mine", "claimable"])
        {
            await page.GotoAsync($"/?box={box}");
            if (await row.CountAsync() == 0)
                continue;
            await Picture("inbox");
            await row.First.ClickAsync();
            await Arrive("**/tasks/*");
            await Picture(elementName);
            return;
        }
        Assert.Fail($"{userName} has no task '{elementName}' of {caseNumber}.");
    }

    public Task Choose(string outcome) => page.Locator($"input[name=outcome][value={outcome}]").CheckAsync();

    public Task Fill(string key, string text) => page.Locator($"#field-{key}").FillAsync(text);

    public Task Pick(string name, string value) => page.Locator($"input[name={name}][value={value}]").CheckAsync();

    /// <summary>A photo as a phone makes it: larger than what is sent.</summary>
    public async Task TakePhoto(string key)
    {
        var data = await page.EvaluateAsync<string>(
            "() => { const c = document.createElement('canvas'); c.width = 2400; c.height = 1800; const g = c.getContext('2d'); g.fillStyle = '#8a8f96'; g.fillRect(0, 0, 2400, 1800); g.fillStyle = '#c33'; g.fillRect(300, 300, 900, 700); return c.toDataURL('image/jpeg').split(',')[1]; }");
        await page.Locator($"#field-{key}").SetInputFilesAsync(new FilePayload { Name = "IMG_0001.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(data) });
        await page.Locator($".photo-input[data-name={key}] input[type=hidden]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>A stroke on the signature pad and the password.</summary>
    public async Task Sign(string password)
    {
        var pad = page.Locator(".sign-pad canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = await pad.BoundingBoxAsync() ?? throw new InvalidOperationException("No signature pad is shown.");
        await page.Mouse.MoveAsync(box.X + 40, box.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 90, new() { Steps = 6 });
        await page.Mouse.MoveAsync(box.X + 200, box.Y + 50, new() { Steps = 6 });
        await page.Mouse.UpAsync();
        await page.FillAsync("#field-signature", password);
    }

    /// <summary>Presses the one primary button and arrives at the inbox, told what follows.</summary>
    public async Task<string> Submit()
    {
        await Picture("filled");
        await page.EvaluateAsync("() => { window.isPageBefore = true; }");
        await page.Locator(".action-bar button[type=submit]").ClickAsync();
        await page.WaitForFunctionAsync("() => !window.isPageBefore");
        await Parsed();
        await Picture("after");
        if (await page.Locator(".summary-problem").CountAsync() > 0)
            Assert.Fail($"{userName} was refused: {await page.Locator(".summary-problem").InnerTextAsync()}");
        return await page.Locator(".note-done").First.InnerTextAsync();
    }

    /// <summary>Presses the button of a form that will be refused, and reads why.</summary>
    public async Task<string> SubmitInVain()
    {
        await page.Locator(".action-bar button[type=submit]").ClickAsync();
        var summary = page.Locator(".summary-problem");
        await summary.WaitForAsync();
        await Picture("refused");
        return await summary.InnerTextAsync();
    }

    // Asked of the page: Playwright's own waiting for a load state loses an event that comes while it begins to wait.
    private async Task Parsed() => await page.WaitForFunctionAsync("() => document.readyState !== 'loading'");

    public Task<string> Text() => page.Locator("main").InnerTextAsync();

    /// <summary>Nothing sticks out at the side: a phone shows the page without scrolling sideways.</summary>
    public Task<int> Overflow() => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");

    public static string CaseNumberIn(string text) => CaseNumber().Match(text) is { Success: true } found ? found.Value : throw new InvalidOperationException($"No case number in: {text}");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task Picture(string name)
    {
        if (Pictures is null)
            return;
        Directory.CreateDirectory(Pictures);
        var file = $"{userName}-{++pictures:00}-{Unsafe().Replace(name, "_")}-{page.ViewportSize!.Width}.png";
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, file), FullPage = true });
    }

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInPage();

    [GeneratedRegex("YH-[0-9]{4}-[0-9]{6}")]
    private static partial Regex CaseNumber();

    [GeneratedRegex("[^\\p{L}\\p{N}]+")]
    private static partial Regex Unsafe();
}
