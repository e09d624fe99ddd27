using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>Bytes that become text as hexadecimal digits, and are the bytes themselves otherwise.</summary>
internal sealed class WrittenBytes(byte[] bytes) : PSObject(bytes)
{
    /// <inheritdoc/>
    public override string ToString() => SmartBatteryValue.HexOf(bytes);
}
