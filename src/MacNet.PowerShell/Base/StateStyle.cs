using System.Runtime.InteropServices;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell;

/// <summary>Colours states for the views. PowerShell takes the colours away again where the output is no terminal.</summary>
public static class StateStyle
{
    // Windows PowerShell does not know the length of text with colours in it.
    private static readonly bool HasColours = !RuntimeInformation.FrameworkDescription.StartsWith(
        ".NET Framework", StringComparison.Ordinal);

    /// <summary>A state as a view shows it.</summary>
    public static string Shown(ChannelState state) =>
        HasColours && ColourOf(state) is { } colour ? $"\u001b[{colour}m{state}\u001b[0m" : state.ToString();

    /// <summary>A text in the colour of a state.</summary>
    internal static string Painted(string text, ChannelState? state) =>
        state is { } known && ColourOf(known) is { } colour ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    /// <summary>Whether somebody must see to a channel in a state.</summary>
    internal static bool IsFault(ChannelState state) => ColourOf(state) == 31;

    private static int? ColourOf(ChannelState state) => state switch
    {
        ChannelState.Active or ChannelState.Starting or ChannelState.Start => 32,
        ChannelState.Completed => 36,
        ChannelState.Suspended or ChannelState.Waiting or ChannelState.Blocked => 33,
        ChannelState.Problem or ChannelState.PowerFail or ChannelState.NoController or ChannelState.Shutdown => 31,
        _ => null,
    };
}
