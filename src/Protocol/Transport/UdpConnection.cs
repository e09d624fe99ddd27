using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>
/// Binary messages over UDP, one to a datagram. A lost datagram shows as silence. Testers answer to the port that a request came
/// from or, as the help's advice on firewalls suggests, to the port after their own; both are listened at. Each opening takes
/// a new port to send from, so that what comes late, after a timeout, finds nobody.
/// </summary>
internal sealed class UdpConnection(ConnectionAddress address) : Connection(address)
{
    // Nothing is sent there: the way to a tester is the same for every port. 9 is discard.
    private const int AnyPort = 9;

    private IPEndPoint? tester;
    private DatagramPort? own;
    private DatagramPort? next;

    // A tester answers to one of the two, always to the same.
    private bool answersToOwn;

    internal override void Close()
    {
        next?.Dispose();
        next = null;
        base.Close();
    }

    protected override byte[] Write(Function function, Message request, int id) => BinaryCodec.Write(function, request);

    protected override LoginRequest ReadLogin(byte[] bytes) => BinaryMessages.ReadLogin(bytes);

    protected override async Task<Socket> NewSocketAsync(CancellationToken cancellation)
    {
        tester = new IPEndPoint(await ResolveAsync(cancellation).ConfigureAwait(false), Port);
        RemoteAddress = tester.Address;
        return Bound(tester.Address, 0);
    }

    protected override Task ConnectAsync(Socket opening)
    {
        own = new DatagramPort(opening, tester!.Address);
        next = answersToOwn ? null : NextPort(tester.Address);
        return Task.CompletedTask;
    }

    protected override async Task TransmitAsync(byte[] bytes)
    {
        foreach (var port in Ports)
        {
            // Late or repeated: of an earlier request.
            await port.DropAllAsync().ConfigureAwait(false);
        }

        await Socket.SendToAsync(new ArraySegment<byte>(bytes), SocketFlags.None, tester!).ConfigureAwait(false);
    }

    protected override void TransmitAtOnce(byte[] bytes) => Socket.SendTo(bytes, tester!);

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        while (true)
        {
            var arrived = await Task.WhenAny(Ports.Select(port => port.Arrival)).ConfigureAwait(false);
            var port = await arrived.ConfigureAwait(false);
            var datagram = await port.TakeAsync().ConfigureAwait(false);
            if (datagram is null)
                continue;
            NoteReceived(request, datagram);
            if (!MayAnswer(request, datagram))
                continue;
            answersToOwn |= port == own;
            BinaryMessages.Read(request, datagram, reply);
            return;
        }
    }

    private DatagramPort[] Ports => next is null ? [own!] : [own!, next];

    private static bool MayAnswer(OutgoingRequest request, byte[] datagram)
    {
        if (datagram.Length < BinaryHeader.Size)
            return false;
        var asked = BinaryHeader.Read(request.Bytes);
        var answered = BinaryHeader.Read(datagram);
        return answered.Class == asked.Class && answered.Number == asked.Number
            && (request.ReplyChannel is null || answered.Chan == asked.Chan);
    }

    private async Task<IPAddress> ResolveAsync(CancellationToken cancellation)
    {
        var lookup = Task.Run(() => Dns.GetHostAddresses(Host), cancellation);
        await Task.WhenAny(lookup, Task.Delay(Timeout.Infinite, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var addresses = await lookup.ConfigureAwait(false);
        return addresses.FirstOrDefault(found => found.AddressFamily == AddressFamily.InterNetwork)
            ?? addresses.FirstOrDefault()
            ?? throw new SocketException((int)SocketError.HostNotFound);
    }

    // Taken by another session, or by the tester where it runs on this computer: then only the own port is listened at.
    private DatagramPort? NextPort(IPAddress sender)
    {
        if (Port >= IPEndPoint.MaxPort)
            return null;
        try
        {
            return new DatagramPort(Bound(sender, Port + 1), sender);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    // Only the network that leads to the tester has anything to say to the session.
    private static Socket Bound(IPAddress forSender, int port)
    {
        var socket = new Socket(forSender.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(LocalAddressTowards(forSender), port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Connecting sends nothing over UDP, but has the system choose the way.
    private static IPAddress LocalAddressTowards(IPAddress address)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(address, AnyPort);
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }
}
