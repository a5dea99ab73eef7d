using System.Globalization;

namespace Rectification.Web.Api;

/// <summary>How much of a list is asked for, and from where.</summary>
internal readonly record struct PageQuery(string? After, int Take)
{
    public const int MaxTake = 200;

    public static Result<PageQuery> Read(string? after, string? take)
    {
        if (string.IsNullOrEmpty(take))
            return new PageQuery(Blank(after), 50);
        if (!int.TryParse(take, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || count < 1)
            return Problem.Field("take", "每页条数应为 1 到 200 的整数");
        return new PageQuery(Blank(after), Math.Min(count, MaxTake));
    }

    private static string? Blank(string? after) => string.IsNullOrEmpty(after) ? null : after;
}
