namespace Rectification.Tests.Storage;

public sealed class OperatorCommandTests
{
    [Theory]
    [InlineData("backup /tmp/a.db --Database:Path=b.db", "--Database:Path=b.db")]
    [InlineData("restore a.db --Database:Path=b.db", "--Database:Path=b.db")]
    [InlineData("verify --Database:Path=b.db", "--Database:Path=b.db")]
    [InlineData("backup", "")]
    [InlineData("--Demo=false", "--Demo=false")]
    public void The_command_and_its_file_are_no_options_of_the_host(string line, string options) =>
        Assert.Equal(options, string.Join(' ', OperatorCommands.HostOptions(line.Split(' '))));
}
