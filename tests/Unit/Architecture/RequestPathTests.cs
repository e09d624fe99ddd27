using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
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
        // What has run often has its methods merged by the compiler. In a context of its own the code is as new.
        var here = typeof(RequestPathTests);
        var asNew = new AsNew().LoadFromAssemblyPath(here.Assembly.Location).GetType(here.FullName!)!;
        var path = await (Task<string[]>)asNew.GetMethod(nameof(PathAsync))!.Invoke(null, [])!;

        Assert.InRange(path.Length, 6, 10);
        Assert.Equal(path, path.Distinct());
    }

    public static async Task<string[]> PathAsync()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0 });
        var trace = new CallersTrace();
        using var session = await tester.ConnectAsync(trace: trace);

        // A request that had to wait for another goes on from there, and does not show its beginning.
        string[] path = [];
        for (var attempt = 0; attempt < 10 && path.Length == 0; attempt++)
        {
            await session.ReadStatusAsync(1);
            path = [.. trace.Callers.SkipWhile(caller => !caller.StartsWith(Beginning, StringComparison.Ordinal))];
        }

        return path;
    }

    private sealed class AsNew() : AssemblyLoadContext(nameof(AsNew))
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("MacNet", StringComparison.Ordinal) && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
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
