using Microsoft.AspNetCore.Identity;

namespace Rectification.People;

/// <summary>A person's account. What they may do stands in <see cref="RoleGrant"/>.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The person's name as it is written on papers.</summary>
    public required string Name { get; set; }

    public Guid StreetId { get; set; }

    public bool MustChangePassword { get; set; }

    /// <summary>A person who left keeps the name in history but can't sign in and holds nothing.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>A stored signature picture (PNG), used when a task is signed without a drawn one.</summary>
    public Guid? SignatureFileId { get; set; }
}

/// <summary>A role that a person holds in a node of the organisation or in a premises.</summary>
public sealed class RoleGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    public required Role Role { get; init; }

    /// <summary>Id of an <see cref="OrgUnit"/> or, for the enterprise's contact, of a premises.</summary>
    public required Guid ScopeId { get; init; }

    public required Guid StreetId { get; init; }

    public DateTimeOffset GrantedAt { get; init; }

    public string GrantedBy { get; init; } = "";
}
