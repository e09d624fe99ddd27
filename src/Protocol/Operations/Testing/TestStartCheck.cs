using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>Whether a test could start on a channel (6, 11), and what speaks against it.</summary>
public sealed class TestStartCheck
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The procedure asked about.</summary>
    public string Procedure { get; internal init; } = "";

    /// <summary>The test name asked about.</summary>
    public string TestName { get; internal init; } = "";

    /// <summary>Whether the test could start.</summary>
    public bool CanStart => Code == 0;

    /// <summary>
    /// The tester's code, 0 for OK; null where it gave a text that MacNet's help does not list, or was not what objected.
    /// </summary>
    public int? Code { get; internal init; }

    /// <summary>The code in words.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>What the tester says beside that, such as each error in the procedure.</summary>
    public IReadOnlyList<string> Details { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {(CanStart ? "can start" : Reason)}";

    /// <summary>The check with something that speaks against the start all the same.</summary>
    public TestStartCheck But(MaccorException problem) =>
        With(code: null, char.ToUpperInvariant(problem.What[0]) + problem.What.Substring(1).TrimEnd('.'));

    internal TestStartCheck With(int? code, string reason, params string[] details) => new()
    {
        Session = Session,
        Channel = Channel,
        Procedure = Procedure,
        TestName = TestName,
        Code = code,
        Reason = reason,
        Details = details,
    };

    /// <summary>Fails where the test could not start.</summary>
    /// <exception cref="MaccorRefusedException">It could not.</exception>
    public void ThrowIfNot()
    {
        if (CanStart)
            return;
        var text = Details.Count == 0 ? Reason : $"{Reason}: {string.Join(" ", Details)}".TrimEnd('.');
        throw new MaccorRefusedException(new Asked(Session, Functions.CheckStart, Channel), new CommandResult(Code, text));
    }
}
