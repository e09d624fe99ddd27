using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MacNet.Data.Live;
using MacNet.Data.Metrics;

namespace MacNet.Data.Dashboard;

/// <summary>
/// Serves a page that shows testers as they are: read-only, with all that the page needs. Beside it /api gives the same as JSON and
/// /metrics as Prometheus wants it.
/// </summary>
public sealed class DashboardServer : IDisposable
{
    private const int MostPoints = 2000;
    private const int MostPorts = 10;

    // Windows PowerShell takes what has no charset for Latin-1.
    private const string Json = "application/json; charset=utf-8";

    private readonly LabPicture picture;
    private readonly DashboardOptions options;
    private readonly EventLog log;
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource ending = new();
    private readonly string? token;
    private int watchers;

    private DashboardServer(LabPicture picture, DashboardOptions options)
    {
        this.picture = picture;
        this.options = options;
        log = new EventLog(picture, options.Clock);
        Port = options.Port == 0 ? FreePort(options.Address) : options.Port;
        token = options.Token ?? (IPAddress.IsLoopback(options.Address) ? null : NewToken());
        foreach (var host in Hosts)
            listener.Prefixes.Add(FormattableString.Invariant($"http://{host}:{Port}/"));
    }

    /// <summary>The port it listens at.</summary>
    public int Port { get; }

    /// <summary>The page's address, with the token where one is needed.</summary>
    public Uri Url => new(FormattableString.Invariant(
        $"http://{PublicHost}:{Port}/{(token is null ? "" : $"?token={Uri.EscapeDataString(token)}")}"));

    /// <summary>How many browsers look at it now.</summary>
    public int Watchers => Volatile.Read(ref watchers);

    // Browsers tell hosts apart by their cookies, but not ports.
    private string Cookie => FormattableString.Invariant($"macnet-token-{Port}");

    private bool IsEverywhere => options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any);

    private IEnumerable<string> Hosts =>
        IsEverywhere ? ["+"] : IPAddress.IsLoopback(options.Address) ? ["localhost", "127.0.0.1"] : [HostOf(options.Address)];

    private string PublicHost => IsEverywhere ? Dns.GetHostName() : IPAddress.IsLoopback(options.Address) ? "localhost" : HostOf(options.Address);

    /// <summary>Begins to serve.</summary>
    /// <exception cref="HttpListenerException">The address or the port cannot be had.</exception>
    public static DashboardServer Start(LabPicture picture, DashboardOptions options)
    {
        // A port that was free when it was looked for may be another program's when it is taken.
        for (var left = options.Port == 0 ? MostPorts : 1; ; left--)
        {
            var server = new DashboardServer(picture, options);
            try
            {
                server.listener.Start();
                _ = server.ServeAsync();
                return server;
            }
            catch (HttpListenerException) when (left > 1)
            {
                server.Dispose();
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }
    }

    /// <summary>Shows something that happened.</summary>
    public void Tell(DashboardEvent happened) => log.Add(happened);

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        listener.Close();
        log.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var context = await listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed, or a connection that broke before it asked anything.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        try
        {
            AddHeaders(response);
            await AnswerAsync(context.Request, response).ConfigureAwait(false);
        }
        catch (Exception problem) when (
            problem is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Who asked is gone.
        }
        catch (Exception problem)
        {
            // A page that shows an error is better than one that waits.
            TrySay(response, problem.Message);
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        var path = request.Url?.AbsolutePath ?? "/";
        if (request.HttpMethod is not ("GET" or "HEAD"))
            await SendAsync(request, response, 405, "text/plain", "This page only shows."u8.ToArray()).ConfigureAwait(false);
        else if (!IsAllowed(request, response))
            await SendAsync(request, response, 401, "text/plain", "The address needs its token."u8.ToArray()).ConfigureAwait(false);
        else if (path == "/events")
            await StreamAsync(response).ConfigureAwait(false);
        else if (path is "/api" or "/api/")
            await SendAsync(request, response, 200, Json, State()).ConfigureAwait(false);
        else if (path == "/api/history")
            await SendHistoryAsync(request, response).ConfigureAwait(false);
        else if (path == "/metrics")
            await SendAsync(
                request,
                response,
                200,
                PrometheusText.ContentType,
                Encoding.UTF8.GetBytes(PrometheusText.Of(picture.Testers, Now))).ConfigureAwait(false);
        else if (PageFiles.Find(path) is { } file)
            await SendAsync(request, response, 200, file.Type, file.Content).ConfigureAwait(false);
        else
            await SendAsync(request, response, 404, "text/plain", "There is nothing here."u8.ToArray()).ConfigureAwait(false);
    }

    private DateTimeOffset Now => options.Clock.GetUtcNow();

    private byte[] State() => DashboardJson.State(Now, picture.Testers, log.Latest, options.Alerts());

    private async Task StreamAsync(HttpListenerResponse response)
    {
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
        Interlocked.Increment(ref watchers);
        try
        {
            using var stream = new NewsStream(picture, log, options);
            await stream.WriteAsync(response.OutputStream, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref watchers);
        }
    }

    private Task SendHistoryAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        var query = request.QueryString;
        var known = query["tester"] is { } name && picture.Find(name) is { } tester ? tester : null;
        if (known is null || !TryNumber(query["channel"], 1, 65535, out var channel)
            || !TryNumber(query["seconds"] ?? "3600", 1, 31_536_000, out var seconds))
            return SendAsync(request, response, 400, "text/plain", "Give tester, channel and seconds."u8.ToArray());
        var curve = Curve(known.Session, channel, Now.AddSeconds(-seconds));
        return SendAsync(request, response, 200, Json, DashboardJson.History(curve));
    }

    private CurvePoint[] Curve(string session, int channel, DateTimeOffset after)
    {
        var own = picture.CurveOf(session, channel, after);
        var kept = options.History?.Invoke(session, channel, after) ?? [];
        var before = own.Count > 0 ? own[0].Time : DateTimeOffset.MaxValue;
        return CurveThinning.Thin([.. kept.Where(point => point.Time < before), .. own], MostPoints);
    }

    private bool IsAllowed(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (token is null)
            return true;
        if (IsToken(request.QueryString["token"]))
        {
            response.AppendHeader("Set-Cookie", $"{Cookie}={token}; HttpOnly; SameSite=Strict; Path=/");
            return true;
        }

        return IsToken(request.Cookies[Cookie]?.Value)
            || (
                request.Headers["Authorization"] is { } held && held.StartsWith("Bearer ", StringComparison.Ordinal)
                    && IsToken(held.Substring(7)));
    }

    // In the same time wherever the first difference is.
    private bool IsToken(string? given)
    {
        var difference = (given?.Length ?? 0) ^ token!.Length;
        for (var i = 0; given is not null && i < given.Length; i++)
            difference |= given[i] ^ token[i % token.Length];
        return difference == 0;
    }

    private static void AddHeaders(HttpListenerResponse response)
    {
        response.AppendHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.AppendHeader("X-Content-Type-Options", "nosniff");
        response.AppendHeader("Referrer-Policy", "no-referrer");
        response.AppendHeader("Cache-Control", "no-store");
    }

    private static async Task SendAsync(HttpListenerRequest request, HttpListenerResponse response, int status, string type, byte[] content)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength64 = content.Length;
        if (request.HttpMethod != "HEAD")
            await response.OutputStream.WriteAllAsync(content, CancellationToken.None).ConfigureAwait(false);
    }

    private static void TrySay(HttpListenerResponse response, string text)
    {
        try
        {
            response.StatusCode = 500;
            response.ContentType = "text/plain; charset=utf-8";
            response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
        }
        catch (Exception problem) when (problem is HttpListenerException or InvalidOperationException)
        {
            // It has begun to answer already.
        }
    }

    private static bool TryNumber(string? text, int from, int to, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= from && number <= to;

    private static string HostOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private static string NewToken()
    {
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[18];
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
    }

    // HttpListener cannot take a port of the system's choice.
    private static int FreePort(IPAddress address)
    {
        var probe = new TcpListener(address, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }
}
