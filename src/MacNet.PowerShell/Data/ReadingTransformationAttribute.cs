using System.Collections;
using System.Management.Automation;
using MacNet.Data.Live;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Data;

/// <summary>Lets a parameter take readings wherever they come from: a log, an import, a tester just now.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ReadingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrapped() is IEnumerable list and not string ? list.Cast<object?>().Select(Read).ToArray() : Read(inputData);

    private static object? Read(object? value) => value.Unwrapped() is ChannelReading reading ? reading.ToLogReading() : value;
}
