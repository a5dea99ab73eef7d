using System.Globalization;

namespace Rectification.Web.Tests;

/// <summary>
/// The time of these tests and of their hosts: the machine's, or with <c>RECTIFICATION_TEST_NOW=2027-02-03T09:00:00+08:00</c> one that starts at that instant,
/// so that holidays and the ends of months and years are tried on any day. Hosts that are processes of their own stay on the machine's.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    public static readonly TestClock Instance = new();

    private readonly TimeSpan ahead = Environment.GetEnvironmentVariable("RECTIFICATION_TEST_NOW") is { } start
        ? DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) - System.GetUtcNow()
        : TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
