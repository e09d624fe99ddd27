using System.Collections;
using System.Management.Automation;
using MacNet.Data;
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

    private static LogReading? Read(object? value) => value.Unwrapped() switch
    {
        null => null,
        LogReading reading => reading,
        ChannelReading reading => reading.ToLogReading(),
        _ => throw new ArgumentTransformationMetadataException(
            $"'{value}' is no reading. Import-Csv gives texts: a log's .csv file is read with Get-MaccorLogReading -Path, "
            + "an exported test with Import-MaccorData."),
    };
}
