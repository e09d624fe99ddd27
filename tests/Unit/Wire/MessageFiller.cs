using System.Reflection;
using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Gives every property of a message a value that is not its default and that no neighbour has.</summary>
internal sealed class MessageFiller(Function function)
{
    // Where a value decides which fields follow, the one with the most fields; where it is one of a table, one of the table.
    private static readonly Dictionary<string, object> Deciding = new()
    {
        [nameof(FileListReply) + "." + nameof(FileListReply.Command)] = FileListRequest.Next,
        [nameof(StartTestRequest) + "." + nameof(StartTestRequest.StartDataType)] = (byte)2,
        [nameof(StartTestRequest) + "." + nameof(StartTestRequest.StartDataVersion)] = (byte)3,
        [nameof(RawDataReply) + "." + nameof(RawDataReply.Format)] = RawDataRequest.ByRegister,
        [nameof(SmartBatteryReply) + "." + nameof(SmartBatteryReply.Status)] = SmartBatteryReply.States[129],
        [nameof(FilePacket) + "." + nameof(FilePacket.OpCode)] = FilePacket.Data,
    };

    private byte last;

    internal Message Fill(Message message)
    {
        foreach (var property in MessageAssert.Properties(message.GetType()))
            property.SetValue(message, Value(message, property));
        return message;
    }

    private object Value(Message message, PropertyInfo property)
    {
        if (Deciding.TryGetValue($"{message.GetType().Name}.{property.Name}", out var deciding))
            return deciding;
        return property.GetValue(message) is bool yes ? !yes : Value(property.PropertyType);
    }

    private object Value(Type type)
    {
        last++;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray)
            return Items(type.GetElementType()!);
        if (typeof(Message).IsAssignableFrom(type))
            return Fill((Message)Activator.CreateInstance(type)!);
        if (type == typeof(DateTime))
            return new DateTime(2001, 2, 3, 4, 5, last);
        if (type == typeof(CommandResult))
            return function.ResultOf(function.Results.Keys.DefaultIfEmpty().First());
        if (type == typeof(string))
            return $"text {last}";
        if (type == typeof(char))
            return (char)('a' + (last % 26));
        return Convert.ChangeType(last, type);
    }

    // Fifteen, as (4, 8) has that many variables; of specifications JSON carries one.
    private Array Items(Type type)
    {
        var items = Array.CreateInstance(type, type == typeof(ChannelSpecification) ? 1 : VariablesReply.Count);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(type == typeof(string) ? $"u{i}" : Value(type), i);
        return items;
    }
}
