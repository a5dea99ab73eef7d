namespace Rectification.Demo;

/// <summary>Puts the demonstration's cases into a new demonstration street, through the same commands as people use. Cases that fall due by themselves only in 新城社区. A first start may be cut short, so adding twice must be harmless.</summary>
public interface IDemoCases
{
    Task Add(CancellationToken ct);
}
