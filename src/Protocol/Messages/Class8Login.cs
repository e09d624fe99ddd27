namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(8, 1) logs in on the connection that carries it. It may be asked again: a second login changes nothing.</summary>
    public static Function<LoginRequest, LoginReply> Login { get; } = new(8, 1, "log in", FunctionKind.Read);

    /// <summary>(8, 2) logs out.</summary>
    public static Function<Nothing, LogoutReply> Logout { get; } = new(8, 2, "log out", FunctionKind.Read);
}

/// <summary>Logs in (8, 1). The password crosses the network in clear text.</summary>
public sealed class LoginRequest : Message
{
    /// <summary>The user.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        User = f.Text8("UserID", User);
        Password = f.Text8("Password", Password);
    }
}

/// <summary>Whether the login was accepted (8, 1).</summary>
public sealed class LoginReply : Message
{
    private static readonly Dictionary<byte, string> Texts = new() { [1] = "PASSED", [0] = "FAILED" };

    /// <summary>The tester's words; any but "PASSED" mean that user and password were not accepted.</summary>
    public string Text { get; private set; } = Texts[1];

    /// <summary>Whether user and password were accepted.</summary>
    public bool Passed
    {
        get => CommandResult.IsSame(Text, Texts[1]);
        set => Text = Texts[value ? (byte)1 : (byte)0];
    }

    /// <inheritdoc/>
    public override void Visit(Fields f) => Text = f.CodedText("Result", Text, Texts);
}

/// <summary>The answer to a logout (8, 2).</summary>
public sealed class LogoutReply : Message
{
    private static readonly Dictionary<byte, string> Texts = new() { [1] = "LOGGED OUT", [0] = "FAILED" };

    /// <summary>The tester's words; any but "LOGGED OUT" mean that it did not log the connection out.</summary>
    public string Text { get; private set; } = Texts[1];

    /// <summary>Whether the tester logged the connection out.</summary>
    public bool LoggedOut
    {
        get => CommandResult.IsSame(Text, Texts[1]);
        set => Text = Texts[value ? (byte)1 : (byte)0];
    }

    /// <inheritdoc/>
    public override void Visit(Fields f) => Text = f.CodedText("Result", Text, Texts);
}
