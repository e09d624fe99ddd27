using System.Net.Sockets;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>The packets of one file transfer, over a connection of its own, so that no other request waits behind it.</summary>
internal sealed class FileConversation : IDisposable
{
    private const int TimesOverUdp = 3;
    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMilliseconds(200);

    private readonly TesterConnection connection;
    private readonly MaccorSessionOptions options;
    private readonly Faults faults;
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken cancellation;
    private readonly CancellationToken closing;
    private readonly long began;
    private OutgoingRequest? last;
    private string? failure;

    internal FileConversation(
        TesterConnection connection, MaccorSessionOptions options, Asked asked, CancellationToken closing, CancellationToken cancellation)
    {
        this.connection = connection;
        this.options = options;
        Asked = asked;
        this.closing = closing;
        this.cancellation = cancellation;
        faults = new Faults(options, connection.Port);
        ending = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellation);
        began = options.Clock.GetTimestamp();
    }

    /// <summary>What is transferred: sending or getting a file.</summary>
    internal Asked Asked { get; }

    /// <summary>Opens the connection.</summary>
    internal async Task OpenAsync()
    {
        await InTimeAsync(OpenPatientlyAsync, faults.OfOpening).ConfigureAwait(false);
        await InTimeAsync(token => connection.IdentifyAsync(Asked, token), faults.OfExchange).ConfigureAwait(false);
    }

    /// <summary>Sends a packet and gives the one that answers it.</summary>
    /// <exception cref="MaccorException">There was no answer.</exception>
    internal async Task<FilePacket> AskAsync(FilePacket packet)
    {
        var answer = new FilePacket();
        var request = last = connection.Encode(Asked, packet);
        await InTimeAsync(token => AskPatientlyAsync(request, answer, token), faults.OfExchange).ConfigureAwait(false);
        return answer;
    }

    /// <summary>Waits for a further answer to the last packet.</summary>
    /// <exception cref="MaccorException">There was none.</exception>
    internal async Task<FilePacket> ListenAsync()
    {
        var answer = new FilePacket();
        await InTimeAsync(token => connection.ListenAsync(last!, answer, token), faults.OfExchange).ConfigureAwait(false);
        return answer;
    }

    /// <summary>Sends a packet that has no answer. Where that fails, so be it: it tells of an end that has come anyway.</summary>
    internal async Task TellAsync(FilePacket packet)
    {
        try
        {
            if (connection.IsOpen)
                await InTimeAsync(
                    token => connection.TellAsync(connection.Encode(Asked, packet), token), faults.OfExchange).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
            // The end has come anyway.
        }
    }

    public void Dispose()
    {
        connection.TellExchange(Asked.Function!, null, began, failure);
        connection.Dispose();
        ending.Dispose();
    }

    // A tester that restarts refuses connections for a while, and nothing has been sent to it yet.
    private async Task OpenPatientlyAsync(CancellationToken token)
    {
        while (true)
        {
            try
            {
                await connection.OpenAsync(token).ConfigureAwait(false);
                return;
            }
            catch (SocketException refusal) when (Faults.IsRefusal(refusal))
            {
                await options.Clock.Wait(PauseWhenRefused, token).ConfigureAwait(false);
                if (token.IsCancellationRequested)
                    throw;
            }
        }
    }

    private async Task AskPatientlyAsync(OutgoingRequest request, FilePacket answer, CancellationToken token)
    {
        if (connection.Kind != LinkKind.Udp || Asked.Function != Functions.GetFile)
        {
            await connection.AskQuietlyAsync(request, answer, token).ConfigureAwait(false);
            return;
        }

        // Whatever holds up who takes the answer must not hold up who repeats the request.
        var asking = Task.Run(() => connection.AskQuietlyAsync(request, answer, token), CancellationToken.None);
        await RepeatWhileWaitingAsync(asking, request, token).ConfigureAwait(false);
        await asking.ConfigureAwait(false);
    }

    // What gets a file changes nothing, and the answers carry numbers: a datagram that was lost may be sent again.
    private async Task RepeatWhileWaitingAsync(Task asking, OutgoingRequest request, CancellationToken token)
    {
        for (var times = 1; times < TimesOverUdp; times++)
        {
            var patience = TimeSpan.FromTicks(options.RequestTimeout.Ticks / TimesOverUdp);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(token);
            var first = await Task.WhenAny(asking, options.Clock.Wait(patience, enough.Token)).ConfigureAwait(false);
            enough.Cancel();
            if (first == asking || token.IsCancellationRequested)
                return;
            connection.Repeat(request);
        }
    }

    private async Task InTimeAsync(Func<CancellationToken, Task> work, Func<Asked, Exception, MaccorException> explain)
    {
        using var limit = options.Clock.CancelAfter(options.RequestTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, limit.Token);
        try
        {
            await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Faults.Closed(Asked);
        }
        catch (Exception problem) when (Faults.IsFault(problem, ending.Token))
        {
            failure = problem.Message;
            throw explain(Asked, problem);
        }
    }
}
