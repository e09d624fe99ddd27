namespace MacNet.Protocol.Messages;

/// <summary>How the bytes of a register are meant (<c>FormatType</c>). Codes that are not listed keep their number.</summary>
public enum SmartBatteryFormat : long
{
    /// <summary>A number in hexadecimal digits.</summary>
    Hex = 0,

    /// <summary>A number in binary digits.</summary>
    Binary = 1,

    /// <summary>A whole number from 0.</summary>
    Unsigned = 2,

    /// <summary>A whole number with a sign.</summary>
    Signed = 3,

    /// <summary>Text.</summary>
    Ascii = 4,

    /// <summary>Bytes, each in hexadecimal digits.</summary>
    HexString = 5,

    /// <summary>Tenths, with a sign.</summary>
    SignedTenths = 6,

    /// <summary>Hundredths, with a sign.</summary>
    SignedHundredths = 7,

    /// <summary>Thousandths, with a sign.</summary>
    SignedThousandths = 8,

    /// <summary>Tenths from 0.</summary>
    UnsignedTenths = 9,

    /// <summary>Hundredths from 0.</summary>
    UnsignedHundredths = 10,

    /// <summary>Thousandths from 0.</summary>
    UnsignedThousandths = 11,

    /// <summary>A temperature in tenths of a kelvin, shown in °C.</summary>
    Celsius = 12,

    /// <summary>A date: day + 32 × month + 512 × years since 1980.</summary>
    Date = 13,
}
