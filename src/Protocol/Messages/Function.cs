using System.Globalization;

namespace MacNet.Protocol.Messages;

/// <summary>What a function does to the tester, which decides how it is queued and whether it may be sent again.</summary>
public enum FunctionKind : long
{
    /// <summary>Changes nothing: may be asked again after a fault.</summary>
    Read,

    /// <summary>Changes the tester: never sent twice on its own.</summary>
    Command,

    /// <summary>A command that makes a cell safe: it overtakes what waits.</summary>
    MakesSafe,

    /// <summary>A command after which a cell may be driven: it is dropped where its session or the process ends, or that cell
    /// is made safe, before it is sent.</summary>
    Drives,
}

/// <summary>One of MacNet's functions: its class and number, what is asked and what is answered.</summary>
public abstract class Function
{
    private protected Function(int functionClass, int number, string title, FunctionKind kind, bool declared)
    {
        Class = (ushort)functionClass;
        Number = (ushort)number;
        Title = title;
        Kind = kind;
        if (declared)
            FunctionTable.Add(this);
    }

    /// <summary>FClass on the wire.</summary>
    public ushort Class { get; }

    /// <summary>FNum on the wire.</summary>
    public ushort Number { get; }

    /// <summary>What it does, as a verb phrase.</summary>
    public string Title { get; }

    /// <summary>What it does to the tester.</summary>
    public FunctionKind Kind { get; }

    /// <summary>Whether it exists only on the binary transports.</summary>
    public bool BinaryOnly { get; init; }

    /// <summary>Whether a JSON reply has its fields under <c>params</c>, as a request does, and not under <c>result</c>.</summary>
    public bool RepliesUnderParams { get; init; }

    /// <summary>Whether a reply may be about another channel than was asked: the help gives its <c>Chan</c> no meaning.</summary>
    public bool RepliesOfAnyChannel { get; init; }

    /// <summary>Whether a binary request's <c>Len</c> is a choice or a number of channels, and no data follows.</summary>
    public bool RequestsWithoutData { get; init; }

    /// <summary>
    /// Whether a binary reply may come without data: a command of which the help documents no binary reply. Such a reply says that
    /// the tester took the command, and no more.
    /// </summary>
    public bool MayReplyEmpty { get; init; }

    /// <summary>Whether a binary reply may be the request once more: it says no more than one without data does.</summary>
    public bool MayReplyEcho { get; init; }

    /// <summary>Bytes of reply data for each channel asked for, where the reply's <c>Len</c> may count channels; otherwise 0.</summary>
    public int BytesPerChannel { get; init; }

    /// <summary>Bytes of each value where the reply's <c>Len</c> counts values whose number is not known beforehand; otherwise 0.</summary>
    public int BytesPerValue { get; init; }

    /// <summary>
    /// The result codes that the function documents, beside 0 for OK, in the help's words: a JSON reply has them in place of the code.
    /// </summary>
    public IReadOnlyDictionary<int, string> Results { get; init; } = NoResults;

    private static readonly Dictionary<int, string> NoResults = [];

    /// <summary>A request with its fields at their defaults.</summary>
    public abstract Message NewRequest();

    /// <summary>A reply with its fields at their defaults.</summary>
    public abstract Message NewReply();

    /// <summary>The result of a code, with the function's text for it.</summary>
    public CommandResult ResultOf(int code)
    {
        if (code == CommandResult.OkCode)
            return CommandResult.Ok;
        return new CommandResult(code, Results.TryGetValue(code, out var text) ? text : $"result code {code}");
    }

    /// <summary>
    /// The result of a text, with the function's code for it where it has one; of two codes with the same text, the first. A code may
    /// be written as a text.
    /// </summary>
    public CommandResult ResultOf(string text)
    {
        if (CommandResult.IsSame(text, CommandResult.Ok.Text))
            return CommandResult.Ok;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return ResultOf(code);
        foreach (var result in Results)
        {
            if (CommandResult.IsSame(result.Value, text))
                return new CommandResult(result.Key, text);
        }

        return new CommandResult(null, text);
    }

    /// <inheritdoc/>
    public override string ToString() => $"({Class}, {Number}) {Title}";
}

/// <summary>A function with the types of its request and reply.</summary>
public sealed class Function<TRequest, TReply> : Function
    where TRequest : Message, new()
    where TReply : Message, new()
{
    internal Function(int functionClass, int number, string title, FunctionKind kind, bool declared = true)
        : base(functionClass, number, title, kind, declared)
    {
    }

    /// <inheritdoc/>
    public override Message NewRequest() => new TRequest();

    /// <inheritdoc/>
    public override Message NewReply() => new TReply();
}

/// <summary>Every function, by class and number; each puts itself here.</summary>
internal static class FunctionTable
{
    private static readonly SortedDictionary<(int Class, int Number), Function> Table = [];

    internal static void Add(Function function) => Table.Add((function.Class, function.Number), function);

    internal static IReadOnlyCollection<Function> All => Table.Values;

    internal static Function? Find(int functionClass, int number) =>
        Table.TryGetValue((functionClass, number), out var function) ? function : null;
}

/// <summary>MacNet's functions, declared in one file for each function class.</summary>
public static partial class Functions
{
    /// <summary>Every function, in order of class and number.</summary>
    public static IReadOnlyCollection<Function> All => FunctionTable.All;

    /// <summary>The function of a class and number, or null where MacNet has none.</summary>
    public static Function? Find(int functionClass, int number) => FunctionTable.Find(functionClass, number);

    // With a static constructor, all functions are declared before the list of them can be asked for.
    static Functions()
    {
    }
}
