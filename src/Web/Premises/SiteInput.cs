using System.Globalization;
using Rectification.Premises;

namespace Rectification.Web.Premises;

/// <summary>A premises as typed. Everything is text until it is checked, so that nothing typed is lost.</summary>
public sealed class SiteInput
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public Guid? GridId { get; set; }

    public SiteKind Kind { get; set; }

    public string? Category { get; set; }

    public string? Industry { get; set; }

    public string? Headcount { get; set; }

    public string? Tags { get; set; }

    public string? Principal { get; set; }

    public string? Phone { get; set; }

    public bool IsKey { get; set; }

    /// <summary>The version seen when the form was opened.</summary>
    public int? Version { get; set; }

    public static SiteInput Of(Site site) => new()
    {
        Name = site.Name,
        Address = site.Address,
        GridId = site.GridId,
        Kind = site.Kind,
        Category = site.Category,
        Industry = site.Industry,
        Headcount = site.Headcount?.ToString(CultureInfo.InvariantCulture),
        Tags = site.Tags,
        Principal = site.Principal,
        Phone = site.Phone,
        IsKey = site.IsKey,
        Version = site.Version,
    };

    public SiteFacts Facts => new(Name ?? "", Address ?? "", Kind, Category ?? "", Industry, Count, Tags ?? "", Principal, Phone, IsKey);

    // What is not a number is refused by the same message as a number out of bounds.
    private int? Count => string.IsNullOrWhiteSpace(Headcount) ? null
        : int.TryParse(Headcount.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
