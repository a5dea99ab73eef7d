using Microsoft.EntityFrameworkCore;
using Rectification.Files;
using Rectification.Storage;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Files;

public sealed class StoreFileTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_stored_photo_is_its_uploaders_alone_until_it_belongs_to_a_case(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var stored = (await given.Send("grid1", TestFiles.Photo("..\\..\\现场 1.exe"))).Value;

        Assert.True((await Open(given, stored.Id, "grid1")).IsOk);
        Assert.Equal(ProblemKind.NotFound, (await Open(given, stored.Id, "officer1")).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await Open(given, Guid.NewGuid(), "officer1")).Problem?.Kind);

        await given.Send("grid1", await RegisterHazardTests.Draft(given, "general") with { Photos = [stored.Id] });
        var opened = await Open(given, stored.Id, "officer1");
        Assert.Equal(("现场 1.png", "image/png", stored.Sha256), (opened.Value.FileName, opened.Value.ContentType, opened.Value.Sha256));
        Assert.False((await Open(given, stored.Id, "officer2")).IsOk);
    }

    [Fact]
    public async Task More_than_ten_megabytes_are_too_large_and_a_page_is_no_picture()
    {
        await using var given = await Given.Street();

        var large = await given.Send("grid1", new StoreFile("大图.jpg", "image/jpeg", new byte[StoreFile.MaxLength + 1]));
        var page = await given.Send("grid1", new StoreFile("图.jpg", "image/jpeg", "<html></html>"u8.ToArray()));

        Assert.Equal((ProblemKind.TooLarge, "file"), (large.Problem!.Kind, Assert.Single(large.Problem.Errors!).Key));
        Assert.Equal((ProblemKind.Invalid, "file"), (page.Problem!.Kind, Assert.Single(page.Problem.Errors!).Key));
        Assert.Equal(0, await given.Read(db => db.Files.CountAsync()));
    }

    private static async Task<Result<OpenedFile>> Open(Given given, Guid id, string userName)
    {
        var actor = await given.ActorOf(userName);
        return await given.With<FileQueries, Result<OpenedFile>>(files => files.Open(id, actor, CancellationToken.None));
    }
}
