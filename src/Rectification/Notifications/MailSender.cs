using System.Net.Mail;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Rectification.Notifications;

internal sealed record MailPayload(string To, string Subject, string Text);

/// <summary>Where mail leaves: <c>Mail:Host</c>, <c>Mail:Port</c>, <c>Mail:From</c>, <c>Mail:UserName</c>, <c>Mail:Password</c>. Without a host no mail is written.</summary>
public sealed record MailSettings(string? Host, int Port, string From, string? UserName, string? Password, bool UseTls)
{
    public bool IsSetUp => !string.IsNullOrEmpty(Host);

    public static MailSettings Read(IConfiguration configuration) => new(
        configuration["Mail:Host"],
        configuration.GetValue("Mail:Port", 25),
        configuration["Mail:From"] ?? "rectification@localhost",
        configuration["Mail:UserName"],
        configuration["Mail:Password"],
        configuration.GetValue("Mail:UseTls", false));
}

public sealed class MailSender(MailSettings settings) : IOutboxSender
{
    public const string Kind = "mail";

    public async Task Send(OutboxMessage message, CancellationToken ct)
    {
        var payload = JsonSerializer.Deserialize<MailPayload>(message.Payload) ?? throw new FormatException($"Outbox message {message.Key} is empty.");
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
        if (settings.UserName is not null)
            client.Credentials = new System.Net.NetworkCredential(settings.UserName, settings.Password);
        using var mail = new MailMessage(settings.From, payload.To, payload.Subject.ReplaceLineEndings(" "), payload.Text);
        // Receiving systems drop a second mail with the same id.
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@rectification>");
        await client.SendMailAsync(mail, ct);
    }
}
