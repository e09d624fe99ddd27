using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

/// <summary>
/// Who answers which function. A handler runs with the tester to itself; it returns null where there is no answer, and
/// throws HandlerContext.Illegal for a value that the tester does not take.
/// </summary>
internal sealed class HandlerTable
{
    private readonly Dictionary<Function, Func<HandlerContext, Message, Message?>> handlers = [];

    public void On<TRequest, TReply>(Function<TRequest, TReply> function, Func<HandlerContext, TRequest, TReply?> handler)
        where TRequest : Message, new()
        where TReply : Message, new() =>
        handlers.Add(function, (context, request) => handler(context, (TRequest)request));

    public bool Has(Function function) => handlers.ContainsKey(function);

    public Message? Answer(Function function, HandlerContext context, Message request) => handlers[function](context, request);
}
