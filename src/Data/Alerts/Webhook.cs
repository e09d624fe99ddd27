using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MacNet.Data.Alerts;

/// <summary>
/// Posts messages as JSON. "text" is what chats show (Slack, Teams and others take it); the other fields are for programs.
/// </summary>
/// <param name="address">The address.</param>
/// <param name="client">What sends.</param>
public sealed class Webhook(Uri address, HttpClient client) : IAlertReceiver
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The computer only: what follows it in the address of a chat's webhook is a secret.</summary>
    public string Description => address.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public async Task TellAsync(AlertMessage message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Json(message)) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        try
        {
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Refused(response);
        }
        catch (HttpRequestException problem)
        {
            throw new ReceiverAwayException(
                $"{Description} cannot be reached: {problem.GetBaseException().Message.TrimEnd('.')}.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new ReceiverAwayException($"{Description} does not answer.", problem);
        }
    }

    private Exception Refused(HttpResponseMessage response)
    {
        var code = FormattableString.Invariant($"{Description} answers {(int)response.StatusCode} {response.ReasonPhrase}.");
        return (int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or (HttpStatusCode)429
            ? new ReceiverAwayException(code) { RetryAfter = response.Headers.RetryAfter?.Delta }
            : new InvalidOperationException(code);
    }

    private static byte[] Json(AlertMessage message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("text", message.ToString());
            json.WriteString("alert", message.Alert);
            json.WriteString("kind", message.Kind.ToString());
            json.WriteString("session", message.Session);
            if (message.Channel is { } channel)
                json.WriteNumber("channel", channel);
            if (message.TestName is { } test)
                json.WriteString("testName", test);
            if (message.Value is { } value)
                json.WriteNumber("value", value);
            json.WriteString("began", message.Began);
            json.WriteString("time", message.Time);
            json.WriteString("id", message.Id);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
