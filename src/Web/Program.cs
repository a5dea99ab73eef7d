var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
var app = builder.Build();
app.MapGet("/healthz/live", () => "ok");
app.Run();

public partial class Program;
