using System.Text.Json;
using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

/// <summary>The JSON messages that the vendor's help prints.</summary>
internal static class HelpExamples
{
    private static readonly HelpExample[] Messages = [.. Load("json-examples.json"), .. Load("json-examples-more.json")];

    internal static IReadOnlyCollection<HelpExample> All => Messages;

    /// <summary>The examples of a function's request or reply, in the order of the help.</summary>
    internal static HelpExample[] Of(Function function, Side side) =>
        [.. Messages.Where(example => example.Function == $"({function.Class}, {function.Number})" && example.Side == side)];

    private static IEnumerable<HelpExample> Load(string name)
    {
        using var stream = typeof(HelpExamples).Assembly.GetManifestResourceStream("MacNet.Tests.Unit.Wire." + name)!;
        using var document = JsonDocument.Parse(stream);
        foreach (var message in document.RootElement.GetProperty("messages").EnumerateArray())
        {
            yield return new HelpExample(
                message.GetProperty("function").GetString()!,
                message.GetProperty("kind").GetString() == "request" ? Side.Request : Side.Reply,
                message.GetProperty("text").GetString()!);
        }
    }
}

/// <summary>One message as the help prints it.</summary>
internal sealed record HelpExample(string Function, Side Side, string Text);

internal enum Side
{
    Request,
    Reply,
}
