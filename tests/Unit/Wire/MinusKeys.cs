using System.Text.Json.Nodes;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Wire.Vectors;

namespace MacNet.Tests.Unit.Wire;

/// <summary>A reply's body once for each of its keys, without that key or with another value in it.</summary>
internal static class MinusKeys
{
    // The envelope's own, texts, what a reply has only where the request had it, and what only some smart battery boards have.
    private static readonly HashSet<string> MayBeMissing =
    [
        "FClass", "FNum", "SystemID", "FileName", "TestName", "ProcName", "Designator", "SMBDevAddr",
        "ServerVersionMajor", "ServerVersionMinor", "ClientVersionMajor", "ClientVersionMinor", "BusVolt", "Temperature",
    ];

    // What a reply is not lost for; behind a point, what the first item of a list is not lost for.
    private static readonly Dictionary<Function, string> NotVital = new()
    {
        [Functions.Version] =
            "APIVersion MacTest32EXEversionBuild MacTest32EXEversionMinor MacTest32EXEversionMajor MacTest32DLLversionBuild "
            + "MacTest32DLLversionMinor MacTest32DLLversionMajor MacTest32ExeDT MacTest32DLLDT",
        [Functions.General] = "SystemID SystemType ControllerBoards AuxBoards AuxChannels SMB1Pos SMB3Pos",
        [Functions.FileList] = "FileType Command NumberOfFiles Index FileDate Size FileName",
        [Functions.Specification] =
            "TickSpeed Vmax Vmin VSafeMax VSafeMin IR4Chg IR3Chg IR2Chg IR1Chg IR4Dis IR3Dis IR2Dis IR1Dis ISafeChg ISafeDis "
            + "PBatSafeChg PBatSafeDis PChanSafeChg PChanSafeDis PSVChg PSVDis",
        [Functions.Calibration] = "VChg VDis IChgR4 IDisR4 IChgR3 IDisR3 IChgR2 IDisR2 IChgR1 IDisR1",
        [Functions.States] = "Len Status.RF1 Status.RF2 Status.Stat",
        [Functions.Voltages] = "Len",
        [Functions.Currents] = "Len",
        [Functions.TestTimes] = "Len",
        [Functions.AuxiliaryValues] = "Len",
        [Functions.AuxiliaryUnits] = "Len AuxUnit",
        [Functions.Names] = "TestName Comment ProcName ProcDesc",
        [Functions.Status] =
            "RF1 RF2 LastRecNum Cycle Step TestTime StepTime Capacity Energy Current Voltage TesterTime",
        [Functions.Variables] = "GlobFlags",
        [Functions.EndStatus] = "NumOfEnds EndNum",
        [Functions.SmartBattery] =
            "SBbrd SBPos SBType ServerVersionMajor ServerVersionMinor ClientVersionMajor ClientVersionMinor DLLVersionMajor "
            + "DLLVersionMinor DLLCompileNum DLLversionString DLLName SecsLastRead SecsLastHeader Status BusVolt Temperature",
        [Functions.Register] = "SMBDevAddr",
        [Functions.ScanList] = "NumOfRegs ScanList.DevAddr",
        [Functions.HeaderScanList] = "NumOfRegs ScanList.DevAddr",
        [Functions.RawData] = "Len Format",
        [Functions.RawHeader] = "Len Format",
        [Functions.FetchBlock] = "NumOfBytes",
        [Functions.ScanListEntry] = "dev_addrs reg_addrs Len data_type ErrorVal Designator FormatType",
        [Functions.PositionSetup] = "BusType DeviceAddr ClockFreqDivisor BusLogicV AccessDelay PctOfMax PctOfMaxHdr",
    };

    internal static IEnumerable<(string Key, bool MayBeMissing, string Json)> Of(WireVector vector)
    {
        var body = BodyOf(vector);
        var notVital = NotVitalOf(vector.Function);
        foreach (var (key, value) in body.ToArray())
        {
            body.Remove(key);
            yield return (key, MayBeMissing.Contains(key) || notVital.Contains(key), body.ToJsonString());
            body.Add(key, value);
        }
    }

    /// <summary>The body once for each key that says nothing vital, with a value there that makes no sense.</summary>
    internal static IEnumerable<string> Spoilt(WireVector vector, string value)
    {
        foreach (var path in NotVitalOf(vector.Function))
        {
            var body = BodyOf(vector);
            var (around, key) = path.Split('.') is [var list, var inner] ? (body[list]?[0]?.AsObject(), inner) : (body, path);
            if (around?.ContainsKey(key) != true)
                continue;
            around[key] = JsonNode.Parse(value);
            yield return body.ToJsonString();
        }
    }

    /// <summary>The body as it is.</summary>
    internal static string None(WireVector vector) => BodyOf(vector).ToJsonString();

    private static string[] NotVitalOf(Function function) => NotVital.TryGetValue(function, out var keys) ? keys.Split(' ') : [];

    private static JsonObject BodyOf(WireVector vector)
    {
        var message = JsonNode.Parse(vector.Json!.Text.Replace("\"Chan\":3,\n\"Chan\":3,", "\"Chan\":3,", StringComparison.Ordinal))!;
        return (message["result"] ?? message["params"])!.AsObject();
    }
}
