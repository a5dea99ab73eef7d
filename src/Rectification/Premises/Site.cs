using Rectification.People;

namespace Rectification.Premises;

/// <summary>A premises (场所/单位): where hazards are found. Named Site in code, because its room is called Premises.</summary>
public sealed class Site
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required string Address { get; set; }

    /// <summary>生产经营单位, 出租房, 社会单位 (003-1.1.2).</summary>
    public required SiteKind Kind { get; set; }

    /// <summary>A short category as people say it: 服装加工, 出租房, 餐饮 …</summary>
    public required string Category { get; set; }

    /// <summary>Industry by GB/T 4754, when known.</summary>
    public string? Industry { get; set; }

    public int? Headcount { get; set; }

    public Colour Colour { get; set; }

    /// <summary>九小, 三合一, 混合业态, 人员密集 …, separated by the Chinese comma 、.</summary>
    public string Tags { get; set; } = "";

    /// <summary>主要负责人.</summary>
    public string? Principal { get; set; }

    public string? Phone { get; set; }

    public bool IsKey { get; set; }

    public required Guid StreetId { get; init; }

    public required Guid CommunityId { get; set; }

    public required Guid GridId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    public Placement Place => new(StreetId, CommunityId, GridId, Id);
}

public enum SiteKind
{
    Business,
    Rental,
    Institution,
}

/// <summary>三色级别; none before the first grading.</summary>
public enum Colour
{
    None,
    Blue,
    Yellow,
    Red,
}
