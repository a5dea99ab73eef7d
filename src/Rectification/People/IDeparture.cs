namespace Rectification.People;

/// <summary>Told in the same transaction when a person no longer holds what they held, so that nothing waits for somebody who can't act.</summary>
public interface IDeparture
{
    /// <param name="role">The role taken back; null when the whole account was deactivated.</param>
    Task Left(User person, Role? role, CancellationToken ct);
}
