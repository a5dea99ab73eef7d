using Microsoft.Extensions.DependencyInjection.Extensions;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Web.Layout;

var builder = WebApplication.CreateBuilder(args);
builder.AddPages();
builder.Services.TryAddScoped<CurrentActor>();
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.TryAddSingleton<StreetClock>();
var app = builder.Build();
app.UsePageErrors();
app.UseAntiforgery();
app.UseFrame();
app.MapGet("/healthz/live", () => "ok");
app.MapPages();
app.Run();

public partial class Program;
