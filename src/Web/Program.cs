using Rectification;
using Rectification.Web.Api;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Loops;
using Rectification.Workflow;

// Beside the program, wherever it was started from: drawings, assets. Paths on the command line stay the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = OperatorCommands.HostOptions(args), ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
    // Keys lie in the database unencrypted, like everything else that a copy of it would give away.
    .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
builder.UseDefaultAddress();
builder.Services.AddRectification(builder.Configuration).AddLoops();
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddApi();
builder.AddPages();

var app = builder.Build();
if (await OperatorCommands.Run(app.Services, args) is { } exitCode)
    return exitCode;
var isPreparing = args.FirstOrDefault() == OperatorCommands.Prepare;
if (!isPreparing)
    await FirstStart.Run(app, args);
if (await app.Prepare(tellsLink: !isPreparing) is { } refusal)
{
    Console.Error.WriteLine(refusal);
    return 1;
}
await app.DeployWorkflows();
await app.AddDemoCases();
if (isPreparing)
    return 0;

app.UseForwardedHeaders();
app.UseApi();
app.UsePageErrors();
app.UseSignIn();
app.UseFrame();
app.MapSignIn();
app.MapApi();
app.MapPages();
await app.RunAsync();
return 0;

public partial class Program;
