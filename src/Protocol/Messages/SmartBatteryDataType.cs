namespace MacNet.Protocol.Messages;

/// <summary>What kind of data a register holds. Codes that are not listed keep their number.</summary>
public enum SmartBatteryDataType : long
{
    /// <summary>A byte.</summary>
    Byte = 0,

    /// <summary>Two bytes.</summary>
    Word = 1,

    /// <summary>Several bytes.</summary>
    String = 2,

    /// <summary>Word+ in the tester's setup.</summary>
    WordPlus = 3,

    /// <summary>Word- in the tester's setup.</summary>
    WordMinus = 4,
}
