using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>Completes the channels of the session connected last, or of the one given, from what is known without asking.</summary>
public class ChannelCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        Enumerable.Range(1, SessionOf(boundParameters)?.ChannelCount ?? 0)
            .Select(channel => channel.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Completes the channels where the first argument may be one, or the next thing behind a pipe.</summary>
public sealed class ChannelOrNextCompleter : ChannelCompleter
{
    /// <inheritdoc/>
    protected override bool LeavesWords => true;
}

/// <summary>Completes the names of sessions.</summary>
public sealed class SessionCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => SessionRegistry.All.Select(session => session.Name);
}

/// <summary>Completes what nobody can know beforehand: with nothing, and not with the files of the folder.</summary>
public sealed class NoCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => [];
}

/// <summary>Completes environmental chambers: none, or their numbers.</summary>
public sealed class ChamberCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => ["0", "1", "2", "3", "4"];
}

/// <summary>Completes the names of variables.</summary>
public sealed class VariableCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => ChannelVariable.Names;
}

/// <summary>Completes the names of a tester's procedures, without extension.</summary>
public sealed class ProcedureCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        TesterFileNames.Of(SessionOf(boundParameters), FileType.Procedure)
            .Where(name => name.EndsWith(".000", StringComparison.Ordinal))
            .Select(TesterFileNames.WithoutExtension);
}

/// <summary>Completes the names of tests that a tester has archived.</summary>
public sealed class TestNameCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        TesterFileNames.Of(SessionOf(boundParameters), FileType.Archive).Select(TesterFileNames.WithoutExtension).Distinct();
}

/// <summary>Completes the names of a tester's files, of the type on the command line; archived tests where there is none.</summary>
public sealed class FileNameCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        LanguagePrimitives.TryConvertTo<FileType[]>(boundParameters["Type"] ?? FileType.Archive, out var types)
            ? types.SelectMany(type => TesterFileNames.Of(SessionOf(boundParameters), type))
            : [];
}

/// <summary>Completes the names of a tester's CAN configurations.</summary>
public sealed class CanProfileCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        TesterFileNames.Of(SessionOf(boundParameters), FileType.Can);
}

/// <summary>Completes the classes of MacNet's functions, or the numbers in the class on the command line.</summary>
public sealed class FunctionCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        (boundParameters.Contains("Class") && LanguagePrimitives.TryConvertTo<int>(boundParameters["Class"], out var chosen)
            ? Functions.All.Where(function => function.Class == chosen).Select(function => (int)function.Number)
            : Functions.All.Select(function => (int)function.Class))
        .Distinct().OrderBy(number => number).Select(number => number.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Completes the units of auxiliary inputs that testers give.</summary>
public sealed class UnitCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => ["C", "V"];
}

/// <summary>Completes the numbers of current ranges.</summary>
public sealed class CurrentRangeCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => ["1", "2", "3", "4"];
}

/// <summary>Completes the names of the registers that a smart battery has by the standard.</summary>
public sealed class RegisterCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => SmartBatteryStandard.Names;
}
