using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Notifications;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Rectification.Tests.Notifications;

/// <summary>Where mail is set up, what stands behind the bell also goes to the receiver's address, by a real server.</summary>
public sealed partial class MailTests
{
    [Fact]
    public async Task Whoever_has_an_address_gets_a_mail_of_what_they_are_told()
    {
        await using var post = new PostOffice();
        await using var given = await Street(post.Port);
        await GiveAddress(given, "safety1", "safety1@street.example");
        post.Open();
        await Tell(given, "safety1", "巷口小吃店：灭火器压力不足，请今天内复查");
        await Tell(given, "safety2", "没有登记邮箱的人只在系统内看到");
        var runner = given.Services.GetRequiredService<OutboxRunner>();
        Assert.Equal(1, await runner.SendDue(CancellationToken.None));
        Assert.Equal(0, await runner.SendDue(CancellationToken.None));

        var mail = Assert.Single(post.Received);
        Assert.Equal(["safety1@street.example"], mail.To);
        Assert.Equal("巷口小吃店：灭火器压力不足，请今天内复查", Subject(mail.Text));
        Assert.Equal(2, await given.Read(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task A_mail_waits_for_a_server_that_is_away_and_leaves_once()
    {
        await using var post = new PostOffice();
        await using var given = await Street(post.Port);
        await GiveAddress(given, "safety1", "safety1@street.example");
        await Tell(given, "safety1", "催办");
        var runner = given.Services.GetRequiredService<OutboxRunner>();
        Assert.Equal(1, await runner.SendDue(CancellationToken.None));
        var waiting = await given.Read(db => db.Outbox.AsNoTracking().SingleAsync());
        Assert.Equal((1, null), (waiting.Attempts, waiting.SentAt));
        Assert.NotNull(waiting.LastError);

        post.Open();
        Assert.Equal(0, await runner.SendDue(CancellationToken.None));
        given.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await runner.SendDue(CancellationToken.None));
        Assert.Equal(0, await runner.SendDue(CancellationToken.None));
        Assert.Single(post.Received);
    }

    [Fact]
    public async Task A_new_address_counts_at_once()
    {
        await using var post = new PostOffice();
        await using var given = await Street(post.Port);
        await GiveAddress(given, "safety1", "old@street.example");
        await Tell(given, "safety1", "一");
        await GiveAddress(given, "safety1", "new@street.example");
        await Tell(given, "safety1", "二");
        post.Open();
        await given.Services.GetRequiredService<OutboxRunner>().SendDue(CancellationToken.None);
        Assert.Equal(["old@street.example", "new@street.example"], post.Received.SelectMany(mail => mail.To));
    }

    private static Task<Given> Street(int port) => Given.Street(more: services => services.AddSingleton(new MailSettings("127.0.0.1", port, "no-reply@street.example", null, null, UseTls: false)));

    private static Task<int> GiveAddress(Given given, string userName, string address) => given.Within(async scope =>
    {
        var user = await scope.GetRequiredService<Rectification.Storage.RectificationDb>().Users.SingleAsync(user => user.UserName == userName);
        user.Email = address;
        return 0;
    });

    private static async Task Tell(Given given, string userName, string text)
    {
        var actor = await given.ActorOf(userName);
        await given.Within(async scope =>
        {
            await scope.GetRequiredService<Notifier>().ToUser(actor.UserId, actor.StreetId, text, "/", text, null, CancellationToken.None);
            return 0;
        });
    }

    /// <summary>The words of an encoded subject (RFC 2047).</summary>
    private static string Subject(string mail) => string.Concat(EncodedWord().Matches(SubjectLines().Match(mail).Value)
        .Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value))));

    [GeneratedRegex(@"^Subject:[^\r\n]*(\r\n[ \t][^\r\n]*)*", RegexOptions.Multiline)]
    private static partial Regex SubjectLines();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    private sealed record Letter(IReadOnlyList<string> To, string Text);

    /// <summary>A mail server on this machine; until it is opened nobody answers at its port.</summary>
    private sealed class PostOffice : MessageStore, IAsyncDisposable
    {
        private readonly CancellationTokenSource closing = new();
        private readonly ConcurrentQueue<Letter> received = [];
        private Task running = Task.CompletedTask;

        public PostOffice()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        public int Port { get; }

        public IReadOnlyCollection<Letter> Received => received;

        public void Open()
        {
            var parts = new SmtpServer.ComponentModel.ServiceProvider();
            parts.Add(this);
            var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(at => at.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
            running = new SmtpServer.SmtpServer(options, parts).StartAsync(closing.Token);
        }

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            received.Enqueue(new([.. transaction.To.Select(box => box.AsAddress())], Encoding.UTF8.GetString(buffer.ToArray())));
            return Task.FromResult(SmtpResponse.Ok);
        }

        public async ValueTask DisposeAsync()
        {
            await closing.CancelAsync();
            await running;
            closing.Dispose();
        }
    }
}
