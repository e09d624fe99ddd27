using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Alerts;
using MacNet.Data.Logging;
using MacNet.PowerShell.Live;
using MacNet.PowerShell.Log;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell.Alerts;

/// <summary>
/// Watches over testers in the background and tells when something is the matter, when it still is, and when it is over. It reads over
/// connections of its own: (4, 1), (4, 2), (4, 3), (4, 9) for all channels, (4, 7), (4, 4), (4, 6) in half of the tester's time.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "MaccorAlert", SupportsShouldProcess = true)]
[OutputType(typeof(MaccorAlert), typeof(AlertMessage))]
public sealed class RegisterMaccorAlert : LiveChannelCmdlet
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>What to call it; alert1, alert2 and so on, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? Name { get; set; }

    /// <summary>Wrong is a channel in one of these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ChannelState[]? State { get; set; }

    /// <summary>Wrong is a voltage above this, V.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? VoltageAbove { get; set; }

    /// <summary>Wrong is a voltage below this, V.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? VoltageBelow { get; set; }

    /// <summary>Wrong is a current above this, A; discharging is below 0.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? CurrentAbove { get; set; }

    /// <summary>Wrong is a current below this, A; discharging is below 0.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? CurrentBelow { get; set; }

    /// <summary>Wrong is a temperature above this, °C, at any input of the channel that measures one.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? TemperatureAbove { get; set; }

    /// <summary>Wrong is a temperature below this, °C, at any input of the channel that measures one.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? TemperatureBelow { get; set; }

    /// <summary>Tells each end of a test.</summary>
    [Parameter]
    public SwitchParameter TestEnd { get; set; }

    /// <summary>
    /// Wrong is a tester that has not answered for so long, s, a running test whose readings have stood still for so long, or a log
    /// that has kept no reading for so long.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(1.0, 1e7)]
    [NoCompletion]
    public double? SilenceSeconds { get; set; }

    /// <summary>With -SilenceSeconds: logs of this process, by name; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogCompleter))]
    public string[] LogName { get; set; } = [];

    /// <summary>With -SilenceSeconds: logs that another process writes, by the path of the .sqlite file that they were given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] LogPath { get; set; } = [];

    /// <summary>Wrong is a channel of which this gives true. It gets the reading as $_ and as its first argument.</summary>
    [Parameter]
    [ValidateNotNull]
    [NoCompletion]
    public ScriptBlock? Condition { get; set; }

    /// <summary>How long it must have lasted before it is told: seconds, or a span of time.</summary>
    [Parameter]
    [Span]
    [NoCompletion]
    public TimeSpan For { get; set; }

    /// <summary>After how long it is told again while it lasts: seconds, or a span of time. Never, unless given.</summary>
    [Parameter]
    [Span]
    [NoCompletion]
    public TimeSpan? RepeatAfter { get; set; }

    /// <summary>
    /// What to do with each message, which is $_ and the first argument. It runs beside the prompt; $using: brings variables.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [NoCompletion]
    public ScriptBlock? Action { get; set; }

    /// <summary>An address to post each message to, as JSON with the field "text", which chats show.</summary>
    [Parameter]
    [ValidateNotNull]
    [NoCompletion]
    public Uri? Webhook { get; set; }

    /// <summary>How often the testers are read, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 2;

    /// <summary>Stays, and emits the messages, until Ctrl+C; the alert ends then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsAboutLogsAlone)
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void End()
    {
        Check();
        if (!IsAboutLogsAlone && IsAboutNothing)
            return;
        if (!ShouldProcess(string.Join(", ", Followed.Select(session => session.Name).Concat(LogName).Concat(LogPath)), "Watch over it"))
            return;
        if (Wait)
            Await(StayAsync);
        else
            WriteObject(Register([]));
    }

    private async Task StayAsync(Pump pump)
    {
        var alert = Register([new PipelineReceiver(message => pump.Post(() => WriteObject(message)))]);
        try
        {
            await Task.Delay(Timeout.Infinite, pump.Cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var lost in await alert.UnregisterAsync().ConfigureAwait(false))
                HostVoice.Warn(Host, lost);
        }
    }

    private void Check()
    {
        if (Name is not null && MaccorAlert.IsTaken(Name))
            Refuse(
                "AlertNameInUse",
                ErrorCategory.ResourceExists,
                Name,
                $"There is an alert named '{Name}'.",
                "Give another -Name, or take that one away with Unregister-MaccorAlert.");
        if (IsAboutLogs && SilenceSeconds is null)
            Refuse(
                "AlertWithoutCondition",
                ErrorCategory.InvalidArgument,
                null,
                "A log is watched for its silence, and for how long it may be silent is not said.",
                "Give -SilenceSeconds, as in -SilenceSeconds 300.");
        if (State is null && !TestEnd && Condition is null && SilenceSeconds is null
            && !Bounds.Any(bound => IsNumber(bound.Above) || IsNumber(bound.Below)))
            Refuse(
                "AlertWithoutCondition",
                ErrorCategory.InvalidArgument,
                null,
                "There is nothing to look for.",
                "Give what is wrong, as in -State Problem, -TemperatureAbove 45 or -SilenceSeconds 60.");
        CheckLogs();
        foreach (var bound in Bounds.Where(bound => bound.Below > bound.Above))
            Refuse(
                "AlertAlwaysRaised",
                ErrorCategory.InvalidArgument,
                bound.Quantity,
                $"Every {bound.Quantity.ToString().ToLowerInvariant()} would be wrong: above {bound.Above} or below {bound.Below}.",
                "Give a -…Below that is less than -…Above.");
        if (Followed.Count > 0 && SilenceSeconds <= IntervalSeconds)
            Refuse(
                "AlertAlwaysRaised",
                ErrorCategory.InvalidArgument,
                SilenceSeconds,
                $"A tester that is read each {IntervalSeconds} s is silent for so long, and {SilenceSeconds} s would always be reached.",
                "Give a -SilenceSeconds of several times -IntervalSeconds.");
        if (Webhook is not null && (!Webhook.IsAbsoluteUri || Webhook.Scheme is not ("http" or "https")))
            Refuse(
                "NoWebAddress",
                ErrorCategory.InvalidArgument,
                Webhook,
                $"'{Webhook}' is no address of the web.",
                "Give an address that begins with https:// or http://.");
    }

    private void CheckLogs()
    {
        var logs = LogRegistry.All;
        foreach (var name in LogName.Where(name => !logs.NamedByAny([name], log => log.Name).Any()))
            ThrowTerminatingError(LogErrors.NoSuchLog(
                name, "See Get-MaccorLog; a log that another process writes is named by its path, with -LogPath."));
        foreach (var path in LogPath)
        {
            if (!path.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase))
                Refuse(
                    "UnknownLogFormat",
                    ErrorCategory.InvalidArgument,
                    path,
                    $"'{path}' is no .sqlite file: in others what is new is not found without reading all.",
                    "Log to a .sqlite file; a log of this process is watched, whatever it goes to, with -LogName.");
            try
            {
                HasReadings(this.ToFilePath(path), DateTimeOffset.MaxValue);
            }
            catch (LogException problem)
            {
                ThrowTerminatingError(LogErrors.RecordOf(problem, path));
            }
        }
    }

    private static bool HasReadings(string path, DateTimeOffset after) => LogReader.OfLog(path).Read(new LogQuery { After = after }).Any();

    private bool IsAboutLogs => LogName.Length + LogPath.Length > 0;

    // Who watches the logs of others need not be connected to their testers.
    private bool IsAboutLogsAlone => IsAboutLogs && Session is null && Channel is null && SessionRegistry.All.Count == 0
        && State is null && !TestEnd && Condition is null && !Bounds.Any(bound => bound.Above is not null || bound.Below is not null);

    private void Refuse(string id, ErrorCategory category, object? target, string what, string advice) =>
        ThrowTerminatingError(Errors.RecordOf(new ArgumentException(what), id, category, target, advice));

    private static bool IsNumber(double? bound) => bound is { } number && !double.IsNaN(number);

    private IEnumerable<(AlertQuantity Quantity, double? Above, double? Below)> Bounds =>
    [
        (AlertQuantity.Voltage, VoltageAbove, VoltageBelow),
        (AlertQuantity.Current, CurrentAbove, CurrentBelow),
        (AlertQuantity.Temperature, TemperatureAbove, TemperatureBelow),
    ];

    private MaccorAlert Register(IReadOnlyList<IAlertReceiver> more)
    {
        List<IDisposable> held = [];
        var name = Name ?? MaccorAlert.FreeName();
        HashSet<string> about = new(Followed.Select(session => session.Name), StringComparer.OrdinalIgnoreCase);
        var alert = new Alert(name, [.. Conditions(held)])
        {
            For = For,
            RepeatAfter = RepeatAfter,
            IsAbout = (session, channel) => about.Contains(session)
                && (Chosen.Count == 0 || channel is null || Chosen.Contains((session, channel.Value))),
        };
        var host = Host;
        AlertDelivery[] deliveries =
        [
            .. Receivers(held, more).Select(receiver => new AlertDelivery(
                receiver,
                TimeProvider.System,
                (message, why) => HostVoice.Shout(host, $"The alert '{name}' could not be told ({message}): {why}"))),
        ];
        held.AddRange(Followed.Select(session => Lab.Follow(session, TimeSpan.FromSeconds(IntervalSeconds))));
        var watched = new WatchedAlert(alert, deliveries, why => HostVoice.Shout(host, $"The alert '{name}' cannot look: {why}"));
        watched.Posting += LogRegistry.Keep;
        return MaccorAlert.Register(watched, [.. about], held);
    }

    private IEnumerable<AlertCondition> Conditions(List<IDisposable> held)
    {
        if (State is not null)
            yield return new StateCondition(State);
        foreach (var bound in Bounds.Where(bound => bound.Above is not null || bound.Below is not null))
            yield return new ValueCondition(bound.Quantity, bound.Above, bound.Below);
        if (TestEnd)
            yield return new TestEndCondition();
        if (SilenceSeconds is { } seconds)
        {
            foreach (var condition in Silences(TimeSpan.FromSeconds(seconds)))
                yield return condition;
        }

        if (Condition is null)
            yield break;
        var script = new BackgroundScript(Condition, this);
        held.Add(script);
        yield return new OwnCondition(readings => Judge(script, readings), Condition.ToString().Trim());
    }

    private IEnumerable<AlertCondition> Silences(TimeSpan longest)
    {
        if (Followed.Count > 0)
            yield return new SilenceCondition(longest);
        var names = LogName;
        if (names.Length > 0)
            yield return new LogSilenceCondition(
                () => LogRegistry.All.NamedByAny(names, log => log.Name), string.Join(", ", names), longest);
        foreach (var path in LogPath.Select(path => this.ToFilePath(path)))
            yield return new LogFileSilenceCondition(Path.GetFileName(path), after => HasReadings(path, after), longest);
    }

    private static IReadOnlyList<bool> Judge(BackgroundScript script, IReadOnlyList<LogReading> readings) =>
        [.. script.RunForEach(readings).Select(found => LanguagePrimitives.IsTrue(found.Count == 1 ? found[0] : found))];

    private IEnumerable<IAlertReceiver> Receivers(List<IDisposable> held, IReadOnlyList<IAlertReceiver> more)
    {
        if (Action is not null)
        {
            var script = new BackgroundScript(Action, this);
            held.Add(script);
            yield return new ScriptReceiver(script);
        }

        if (Webhook is not null)
            yield return new Webhook(Webhook, Client);
        foreach (var receiver in more)
            yield return receiver;
        if (Action is null && Webhook is null && more.Count == 0)
            yield return new HostReceiver(Host);
    }
}
