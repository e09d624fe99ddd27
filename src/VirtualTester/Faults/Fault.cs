using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Faults;

/// <summary>Something that goes wrong with one reply. Unless said otherwise the request itself has been carried out.</summary>
public sealed class Fault
{
    private Fault(string name) => Name = name;

    /// <summary>What goes wrong, in a word or two.</summary>
    public string Name { get; }

    /// <summary>No reply.</summary>
    public static Fault Silence { get; } = new("silence") { Deliver = delivery => delivery.Silent = true };

    /// <summary>The request does not arrive: it is not carried out, and there is no reply.</summary>
    public static Fault Lost { get; } = new("lost") { LosesRequest = true };

    /// <summary>Somebody else at another address answers first, with other values; UDP only.</summary>
    public static Fault Stranger { get; } = new("stranger") { Deliver = delivery => delivery.StrangerFirst = true };

    /// <summary>The connection is closed instead of a reply.</summary>
    public static Fault Disconnect { get; } = new("disconnect") { Deliver = delivery => delivery.CutAfter = 0 };

    /// <summary>Bytes that are no message.</summary>
    public static Fault Garbage { get; } = new("garbage") { Deliver = delivery => delivery.Bytes = Damage.Garbage() };

    /// <summary>A text in the reply that is not UTF-8; JSON only.</summary>
    public static Fault InvalidUtf8 { get; } = OnJson("invalid-utf8", Damage.InvalidUtf8);

    /// <summary>Another id than the request's; JSON only.</summary>
    public static Fault WrongId { get; } = OnJson("wrong-id", bytes => Damage.RaiseNumber(bytes, "id"));

    /// <summary>Another FNum than the request's.</summary>
    public static Fault WrongFunction { get; } = OnEither("wrong-function", "FNum", byteOffset: 2);

    /// <summary>Another FClass than the request's.</summary>
    public static Fault WrongClass { get; } = OnEither("wrong-class", "FClass", byteOffset: 0);

    /// <summary>Another channel than the request's.</summary>
    public static Fault WrongChannel { get; } = OnEither("wrong-channel", "Chan", byteOffset: 4);

    /// <summary>The reply twice, in one go.</summary>
    public static Fault Twice { get; } = new("twice") { Deliver = delivery => delivery.Twice = true };

    /// <summary>Objects in objects, far too deep; JSON only.</summary>
    public static Fault DeepNesting { get; } = OnJson("deep-nesting", _ => Damage.DeepNesting());

    /// <summary>A reply that never ends.</summary>
    public static Fault Endless { get; } = new("endless")
    {
        Deliver = delivery =>
        {
            delivery.Bytes = Damage.EndlessStart(delivery.Bytes, delivery.Link);
            delivery.Endless = true;
        },
    };

    /// <summary>The faults that need nothing said, by name.</summary>
    public static IReadOnlyCollection<Fault> Plain { get; } =
    [
        Silence,
        Lost,
        Stranger,
        Disconnect,
        Garbage,
        InvalidUtf8,
        WrongId,
        WrongFunction,
        WrongClass,
        WrongChannel,
        Twice,
        DeepNesting,
        Endless,
        Error(),
    ];

    internal Action<Delivery>? Deliver { get; private init; }

    internal Action<Message>? ChangeReply { get; private init; }

    /// <summary>What the request is answered with, instead of being carried out.</summary>
    internal BadRequest? Refusal { get; private init; }

    internal bool LosesRequest { get; private init; }

    internal int? ResultCode { get; private init; }

    /// <summary>The reply comes late.</summary>
    /// <param name="time">How late, in real time.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan time) => new($"delay of {time}") { Deliver = delivery => delivery.Delay = time };

    /// <summary>The reply stops in the middle and the connection is closed.</summary>
    /// <param name="bytes">How many bytes of it are sent.</param>
    /// <returns>The fault.</returns>
    public static Fault CutAfter(int bytes) =>
        new($"cut after {bytes} bytes") { Deliver = delivery => delivery.CutAfter = bytes };

    /// <summary>The reply comes in pieces.</summary>
    /// <param name="bytes">The size of the pieces.</param>
    /// <param name="gap">Real time between pieces.</param>
    /// <returns>The fault.</returns>
    public static Fault InPieces(int bytes, TimeSpan gap = default)
    {
        if (bytes < 1)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A piece has at least one byte.");
        return new Fault($"pieces of {bytes} bytes")
        {
            Deliver = delivery =>
            {
                delivery.PieceSize = bytes;
                delivery.Gap = gap;
            },
        };
    }

    /// <summary>
    /// An error object instead of a result, in JSON; in binary a reply without data, or with result 65535 where no data would mean OK. The
    /// request is not carried out.
    /// </summary>
    /// <param name="code">The JSON-RPC code.</param>
    /// <param name="message">The message.</param>
    /// <returns>The fault.</returns>
    public static Fault Error(int code = JsonRpcError.ServerError, string message = "MacNet error") =>
        new("error") { Refusal = new BadRequest(code, message) };

    /// <summary>A result other than OK, for functions that have one. The request is not carried out.</summary>
    /// <param name="code">The binary result code; JSON carries its text.</param>
    /// <returns>The fault.</returns>
    public static Fault Result(int code) => new($"result {code}") { ResultCode = code };

    /// <summary>A reply with other values in it.</summary>
    /// <typeparam name="T">The type of the reply.</typeparam>
    /// <param name="change">Changes the reply before it is written.</param>
    /// <returns>The fault.</returns>
    public static Fault Change<T>(Action<T> change)
        where T : Message => new("changed reply") { ChangeReply = reply => change((T)reply) };

    /// <summary>Given bytes as the reply.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The fault.</returns>
    public static Fault Reply(byte[] bytes) => new("given reply") { Deliver = delivery => delivery.Bytes = bytes };

    /// <summary>A reply with other bytes.</summary>
    /// <param name="change">Makes other bytes of those of the reply.</param>
    /// <returns>The fault.</returns>
    public static Fault ChangeBytes(Func<byte[], byte[]> change) =>
        new("changed bytes") { Deliver = delivery => delivery.Bytes = change(delivery.Bytes) };

    /// <summary>The request is not carried out, though the reply says OK, in other bytes.</summary>
    /// <param name="change">Makes other bytes of those of the reply.</param>
    /// <returns>The fault.</returns>
    public static Fault Ignored(Func<byte[], byte[]> change) =>
        new("ignored, changed bytes") { ResultCode = 0, Deliver = delivery => delivery.Bytes = change(delivery.Bytes) };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Fault OnJson(string name, Func<byte[], byte[]> damage) => new(name)
    {
        Deliver = delivery =>
        {
            if (delivery.Link == LinkKind.Json)
                delivery.Bytes = damage(delivery.Bytes);
        },
    };

    private static Fault OnEither(string name, string key, int byteOffset) => new(name)
    {
        Deliver = delivery =>
        {
            if (delivery.Link == LinkKind.Json)
                delivery.Bytes = Damage.RaiseNumber(delivery.Bytes, key);
            else
                delivery.Bytes[byteOffset]++;
        },
    };
}
