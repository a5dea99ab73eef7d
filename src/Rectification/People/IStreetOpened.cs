namespace Rectification.People;

/// <summary>Told in the same transaction when a street is there from now on.</summary>
public interface IStreetOpened
{
    Task Opened(Guid streetId, CancellationToken ct);
}
