using System.Net;
using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Options;

/// <summary>What a virtual tester is like.</summary>
public sealed class VirtualTesterOptions
{
    /// <summary>Number of channels, 1 to 1024.</summary>
    public int Channels { get; set; } = 16;

    /// <summary>Simulated seconds per real second.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Makes cells and random names come out the same again.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The clock behind everything.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The tester's own name.</summary>
    public string SystemId { get; set; } = "Virtual tester";

    /// <summary>Type of the tester: only 0 has direct mode.</summary>
    public byte SystemType { get; set; }

    /// <summary>What every channel can do; TickSpeed in s.</summary>
    public ChannelSpecification Specification { get; set; } = new()
    {
        TickSpeed = 0.01f,
        VMax = 10,
        VSafeMax = 10,
        IR4Charge = 5,
        IR3Charge = 0.15f,
        IR2Charge = 0.005f,
        IR1Charge = 0.00015f,
        IR4Discharge = 5,
        IR3Discharge = 0.15f,
        IR2Discharge = 0.005f,
        IR1Discharge = 0.00015f,
        ISafeCharge = 5,
        ISafeDischarge = 5,
        PBatterySafeCharge = 50,
        PBatterySafeDischarge = 50,
    };

    /// <summary>Capacity of the cells in Ah; the cells differ a little around it.</summary>
    public double CellCapacity { get; set; } = 2;

    /// <summary>How many channels, from the first on, have a smart battery: one board's positions.</summary>
    public int SmartBatteries { get; set; } = 12;

    /// <summary>
    /// How many channels, from the first on, have a thermometer: the temperature input of another gives -2500 °C, as where nothing is
    /// connected. Null is all.
    /// </summary>
    public int? Thermometers { get; set; }

    /// <summary>When a test's capacity and energy begin to count anew.</summary>
    public CapacityReset CapacityReset { get; set; }

    /// <summary>Number of environmental chambers.</summary>
    public int Chambers { get; set; } = 2;

    /// <summary>A folder with procedures (*.json) beside those built in, or null.</summary>
    public string? ProcedureFolder { get; set; }

    /// <summary>A folder for the tester's files, or null to keep them in memory.</summary>
    public string? FileFolder { get; set; }

    /// <summary>Real time after the start of direct mode in which it is not ready to be set.</summary>
    public TimeSpan DirectModeReadyAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Real time without a new output after which direct mode is suspended (MacNetDirectModeWD); 0 is never.</summary>
    public TimeSpan DirectModeWatchdog { get; set; }

    /// <summary>Real time that every message takes; a real tester needs some 34 ms.</summary>
    public TimeSpan ServiceTime { get; set; }

    /// <summary>
    /// Real time for which a channel stands in Start, Starting and Waiting, one after the other, before its test runs, and in Reset before
    /// it is available; 0 is none.
    /// </summary>
    public TimeSpan TransitionTime { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Users and their passwords; with none, nobody needs to log in.</summary>
    public IDictionary<string, string> Users { get; } = new Dictionary<string, string>();

    /// <summary>The address to listen at: this machine only, unless told otherwise.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>TCP port for JSON; 0 takes any free one.</summary>
    public int JsonPort { get; set; }

    /// <summary>TCP port for binary messages; 0 takes any free one.</summary>
    public int BinaryPort { get; set; }

    /// <summary>UDP port for binary messages; 0 takes any free one.</summary>
    public int UdpPort { get; set; }

    /// <summary>A trace to answer from, as a session has written it, in place of simulated cells; or null.</summary>
    public string? ReplayFile { get; set; }

    /// <summary>The session of the trace to answer from; null where the trace has only one.</summary>
    public string? ReplaySession { get; set; }

    /// <summary>In what the tester departs from the help.</summary>
    public Quirks Quirks { get; } = new();

    internal void Check()
    {
        if (Channels is < 1 or > 1024)
            throw new ArgumentException($"A virtual tester has 1 to 1024 channels, not {Channels}.");
        if (!(Speed >= 0) || double.IsInfinity(Speed))
            throw new ArgumentException($"The speed is a number from 0, not {Speed}.");
        if (!(CellCapacity > 0) || double.IsInfinity(CellCapacity))
            throw new ArgumentException($"The capacity of the cells is above 0 Ah, not {CellCapacity}.");
        if (Chambers is < 0 or > byte.MaxValue)
            throw new ArgumentException($"A virtual tester has 0 to 255 chambers, not {Chambers}.");
        foreach (var port in new[] { JsonPort, BinaryPort, UdpPort })
        {
            if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
                throw new ArgumentException($"A port is a number from 0 to 65535, not {port}.");
        }

        if (ProcedureFolder is { } folder && !Directory.Exists(folder))
            throw new ArgumentException($"The procedure folder '{folder}' does not exist.");
    }
}
