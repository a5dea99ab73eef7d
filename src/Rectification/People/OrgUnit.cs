namespace Rectification.People;

/// <summary>A node of the organisation tree: district → street → community → grid; departments and partners hang under the street.</summary>
public sealed class OrgUnit
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required OrgUnitKind Kind { get; init; }

    public required string Name { get; set; }

    public Guid? ParentId { get; set; }

    /// <summary>The street it belongs to; its own id for a street, empty for a district.</summary>
    public Guid StreetId { get; init; }

    public bool IsActive { get; set; } = true;
}

public enum OrgUnitKind
{
    District,
    Street,
    Community,
    Grid,
    Department,
    Partner,
}
