using System.Text;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Refusals over JSON, in the words of the help, and the codes that they stand for.</summary>
public class RefusalTextTests
{
    [Theory]
    [InlineData(2, 10, "Cannot start regimes with more than one channel selected.")]
    [InlineData(2, 12, "Advanced start is not compatible with regimes.")]
    [InlineData(2, 14, "No test procedure was selected, please select a test procedure")]
    [InlineData(2, 15, "Channel not Active. Jump start impossible")]
    [InlineData(2, 16, "Channel not Selected. Advanced start impossible")]
    [InlineData(2, 17, "Channel not Suspended, Cannot Restart")]
    [InlineData(2, 18, "The maximum length of the data file name is 256 characters.")]
    [InlineData(2, 19, "Name is not a unique filename.")]
    [InlineData(2, 21, "EV Chamber in use")]
    [InlineData(2, 22, "Invalid entry.")]
    [InlineData(2, 23, "Channel in use")]
    [InlineData(2, 24, "No Channels were selected to be started.")]
    [InlineData(7, 1, "Illegal system type. This feature only works for type 0")]
    [InlineData(7, 2, "The channel is not available")]
    [InlineData(7, 3, "Failed creating the pseudo test procedure")]
    [InlineData(8, 1, "Illegal system type. This feature only works for type 0")]
    [InlineData(8, 2, "The channel is not active")]
    [InlineData(8, 3, "Command sent too fast. There must be at least 100 ms (10 ticks) between commands.")]
    [InlineData(8, 4, "Direct mode is not active.")]
    [InlineData(8, 5, "Direct mode is not ready yet.")]
    [InlineData(11, 1, "Channel not available or selected")]
    [InlineData(11, 2, "Procedure does not exist")]
    [InlineData(11, 3, "Sub routine procedures do not exist")]
    [InlineData(11, 4, "File name exists in Archive")]
    [InlineData(11, 5, "Invalid file name")]
    [InlineData(11, 6, "Invalid EV chamber number")]
    [InlineData(11, 7, "Compile error. Use function (6, 12) for details")]
    [InlineData(11, 65535, "Other non-defined problem")]
    [InlineData(13, 1, "Invalid channel number")]
    [InlineData(13, 2, "Channel not available or selected")]
    [InlineData(13, 3, "Illegal combination of options")]
    [InlineData(13, 4, "Archived file does not exist")]
    [InlineData(13, 5, "Procedure from archived file does not exist")]
    [InlineData(13, 6, "Illegal test step")]
    [InlineData(13, 7, "Cannot start at a blank step type")]
    [InlineData(13, 8, "Cannot start at this step type")]
    [InlineData(13, 9, "Cannot remove the requested number of data points")]
    [InlineData(13, 65535, "Other non-defined problem")]
    public void A_refusal_in_the_helps_words_has_its_code(int number, int code, string words)
    {
        foreach (var written in new[] { words, words.ToUpperInvariant(), $" {words.TrimEnd('.')} " })
            Assert.Equal((code, written), Read(number, written));
    }

    private static (int? Code, string Text) Read(int number, string words)
    {
        var function = Functions.Find(6, number)!;
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes(
            $$"""{"jsonrpc":"2.0","result":{"FClass":6,"FNum":{{number}},"Chan":3,"Result":"{{words}}"},"id":1}"""));
        var reply = new ResultReply();
        JsonCodec.Read(function, envelope.Body, reply);
        Assert.Equal(4, reply.Channel);
        return (reply.Result.Code, reply.Result.Text);
    }
}
