using System.Globalization;
using System.Text;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Starting;

/// <summary>A data file in the Archive folder, read back.</summary>
internal sealed class ArchivedTest
{
    private readonly List<string> header = [];
    private readonly List<string> records = [];

    private ArchivedTest(StoredFile file)
    {
        FileName = file.Name;
        Date = file.Date;
        foreach (var line in Encoding.UTF8.GetString(file.Read()).Split('\n').Select(line => line.TrimEnd('\r'))
            .Where(line => line.Length > 0))
            (char.IsDigit(line[0]) ? records : header).Add(line);
    }

    public string FileName { get; }

    public DateTime Date { get; }

    public int RecordCount => records.Count;

    public TestNames Names => new(Path.GetFileNameWithoutExtension(FileName), Header("Comment"), Header("Procedure"), "");

    public static ArchivedTest? Find(FileStore files, string fileName) =>
        files.Find(FileFolder.Archive, fileName) is { } file ? new ArchivedTest(file) : null;

    public string TextWithout(int lastRecords) =>
        string.Concat(header.Concat(records.Take(records.Count - lastRecords)).Select(line => line + "\r\n"));

    public bool HasEndedWithout(int lastRecords) => LastRecordWithout(lastRecords) is { } fields
        && (RecordReason)fields[10] is RecordReason.NormalEnd or RecordReason.PressureOrProcedureComplete;

    public TestProgress ProgressWithout(int lastRecords, CapacityReset reset)
    {
        var progress = new TestProgress { Reset = reset };
        if (LastRecordWithout(lastRecords) is not { } fields)
            return progress;
        progress.LastRecord = (uint)fields[0];
        progress.Cycle = (uint)fields[1];
        progress.Step = (int)fields[2];
        progress.TestTime = fields[3];
        progress.StepTime = fields[4];
        progress.Capacity = fields[5];
        progress.Energy = fields[6];
        for (var loop = 0; loop < progress.Loops.Length; loop++)
            progress.Loops[loop] = (int)fields[11 + loop];
        return progress;
    }

    private double[]? LastRecordWithout(int lastRecords) => records.Count <= lastRecords
        ? null
        : [.. records[records.Count - lastRecords - 1].Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture))];

    private string Header(string key) =>
        header.Where(line => line.StartsWith(key + ": ", StringComparison.Ordinal))
            .Select(line => line.Substring(key.Length + 2)).FirstOrDefault() ?? "";
}
