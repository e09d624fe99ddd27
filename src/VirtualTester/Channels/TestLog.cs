using System.Globalization;
using System.Text;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;

namespace MacNet.VirtualTester.Channels;

/// <summary>The data file of a test: a header and one line per record, readable, and enough to go on from any record.</summary>
internal sealed class TestLog
{
    private const string Columns = "Rec,Cycle,Step,TestTime,StepTime,Ah,Wh,A,V,RF1,RF2,Loop1,Loop2,Loop3,Loop4";

    private readonly FileStore files;

    private TestLog(FileStore files, string fileName)
    {
        this.files = files;
        FileName = fileName;
    }

    public string FileName { get; }

    public static TestLog Create(FileStore files, string fileName, TestNames names, StartOptions options, DateTime started)
    {
        var log = new TestLog(files, fileName);
        log.Write($"Test: {names.TestName}\r\nProcedure: {names.ProcedureName}\r\nComment: {OneLine(names.Comment)}\r\n" +
            FormattableString.Invariant($"Mass: {options.Mass}\r\nVoltage gain: {options.VoltageGain}\r\n") +
            $"Started: {started:s}\r\n{Columns}\r\n");
        return log;
    }

    /// <summary>Takes an archived test up again, with as much of its text as is to stay.</summary>
    public static TestLog Reopen(FileStore files, string fileName, string text)
    {
        files.Move(FileFolder.Archive, FileFolder.Active, fileName);
        files.Write(FileFolder.Active, fileName, Encoding.UTF8.GetBytes(text));
        return new TestLog(files, fileName);
    }

    public void Record(TestProgress progress, double current, double voltage, ChannelActivity activity, RecordReason reason)
    {
        progress.LastRecord++;
        Write(string.Format(
            CultureInfo.InvariantCulture,
            "{0},{1},{2},{3:0.###},{4:0.###},{5:0.######},{6:0.######},{7:0.######},{8:0.#####},{9},{10},{11}\r\n",
            progress.LastRecord, progress.Cycle, progress.Step, progress.TestTime, progress.StepTime, progress.Capacity,
            progress.Energy, Math.Abs(current), voltage, (int)activity, (int)reason, string.Join(",", progress.Loops)));
    }

    public void Archive() => files.Move(FileFolder.Active, FileFolder.Archive, FileName);

    private void Write(string text) => files.Append(FileFolder.Active, FileName, Encoding.UTF8.GetBytes(text));

    private static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
