using System.Net.NetworkInformation;

namespace MacNet.PowerShell;

/// <summary>At which ports of this computer somebody listens, told without opening any.</summary>
internal static class PortsInUse
{
    /// <summary>Why such a port cannot be had.</summary>
    internal const string Why = "another program listens there";

    internal static bool HasTcp(int port) => Computer.GetActiveTcpListeners().Any(place => place.Port == port);

    internal static bool HasUdp(int port) => Computer.GetActiveUdpListeners().Any(place => place.Port == port);

    private static IPGlobalProperties Computer => IPGlobalProperties.GetIPGlobalProperties();
}
