namespace Rectification.People;

/// <summary>What this process runs on; read from the database once at start, before the first request. Singleton.</summary>
public sealed class RunningInstallation
{
    private byte[]? tokenKey;

    public bool IsDemo { get; private set; }

    public ReadOnlyMemory<byte> TokenKey => tokenKey ?? throw new InvalidOperationException("The installation was not read at start.");

    public void Read(Installation installation) => (IsDemo, tokenKey) = (installation.IsDemo, installation.TokenKey);
}
