using System.Diagnostics;
using System.Text.RegularExpressions;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Architecture;

/// <summary>The way of a request, which docs/architecture.md tells, stays one that a newcomer can follow.</summary>
public class RequestPathTests
{
    private const string Beginning = nameof(MaccorSession) + ".AskAsync";

    [Fact]
    public async Task Between_a_session_and_the_socket_are_ten_methods_at_most()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0 });
        var trace = new CallersTrace();
        using var session = await tester.ConnectAsync(trace: trace);

        // A request that had to wait for another goes on from there, and does not show its beginning.
        var path = new List<string>();
        for (var attempt = 0; attempt < 100 && path.Count == 0; attempt++)
        {
            await session.ReadStatusAsync(1);
            path = [.. trace.Callers.SkipWhile(caller => !caller.StartsWith(Beginning, StringComparison.Ordinal))];
        }

        Assert.InRange(path.Count, 6, 10);
        Assert.Equal(path, path.Distinct());
    }

    /// <summary>Keeps who called when the last request was sent, outermost first.</summary>
    private sealed class CallersTrace : IWireTrace
    {
        public IReadOnlyList<string> Callers { get; private set; } = [];

        // The bytes are shown to a trace at the very place where the socket gets them.
        public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
        {
            if (!sent)
                return;
            var methods = new StackTrace().GetFrames().Skip(1).Select(frame => frame.GetMethod())
                .Where(method => method?.DeclaringType?.FullName?.StartsWith("MacNet.Protocol", StringComparison.Ordinal) == true)
                .Select(method => NameOf(method!.DeclaringType!, method.Name));
            Callers = [.. methods.Reverse().Aggregate(new List<string>(), WithoutRepeats)];
        }

        // What an async method calls itself, and the machine that it is made into, are one.
        private static List<string> WithoutRepeats(List<string> callers, string caller)
        {
            if (callers.LastOrDefault() != caller)
                callers.Add(caller);
            return callers;
        }

        private static string NameOf(Type type, string method) => Regex.Match(type.Name, "^<(.+)>d__") is { Success: true } machine
            ? $"{type.DeclaringType!.Name}.{machine.Groups[1].Value}"
            : $"{type.Name}.{method}";
    }
}
