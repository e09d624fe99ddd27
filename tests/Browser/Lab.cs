using MacNet.Data;
using MacNet.Data.Alerts;
using MacNet.Data.Collecting;
using MacNet.Data.Dashboard;
using MacNet.Data.Live;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.Tests.Browser;

/// <summary>Virtual testers, read and watched over as Start-MaccorDashboard and Register-MaccorAlert do, and their page.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly LabPicture picture;
    private readonly AlertWatch watch;
    private readonly Alert fault = new("fault", [new StateCondition([ChannelState.Problem])]);
    private readonly CancellationTokenSource ending = new();
    private readonly List<Bench> benches = [];
    private readonly List<Task> collecting = [];
    private DashboardServer? server;

    internal Lab(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        picture = new LabPicture(this.clock);
        watch = new AlertWatch(picture, this.clock);
        watch.Add(new WatchedAlert(fault, [], _ => { }));
        watch.Told += message => server?.Tell(new(message.Time, message.Session, message.Channel, $"alarm '{message.Alert}': {message}"));
    }

    /// <summary>Where the page is.</summary>
    internal string Url => server!.Url.ToString();

    /// <summary>A lab with one tester, which stands still, and its page.</summary>
    internal static async Task<(Lab Lab, Bench Bench)> StartAsync(string name = "bench")
    {
        var lab = new Lab();
        var bench = await lab.AddAsync(name, new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        lab.Collect(TimeSpan.FromSeconds(0.1));
        lab.Serve();
        return (lab, bench);
    }

    internal async Task<Bench> AddAsync(string name, VirtualTesterOptions options, double timeoutSeconds = 30)
    {
        options.TimeProvider = clock;
        var tester = SimulatedTester.Start(options);
        var session = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = tester.Address.ToString(),
            Name = name,
            JsonPort = tester.JsonPort,
            BinaryPort = tester.BinaryPort,
            RequestTimeout = TimeSpan.FromSeconds(timeoutSeconds),
            Clock = clock,
        });
        var bench = new Bench(tester, session);
        benches.Add(bench);
        picture.Expect(name, TimeSpan.FromSeconds(1));
        return bench;
    }

    /// <summary>Has a tester, which need not be there, have said something.</summary>
    internal void Take(LogReading reading)
    {
        picture.Expect(reading.Session, TimeSpan.FromSeconds(1));
        picture.Take(reading.Session, [reading]);
    }

    /// <summary>Reads all testers once.</summary>
    internal async Task SweepAsync()
    {
        foreach (var bench in benches)
            picture.Take(bench.Session.Name, await bench.SweepAsync());
    }

    /// <summary>Has all testers read from now on.</summary>
    internal void Collect(TimeSpan interval)
    {
        foreach (var bench in benches)
        {
            var collector = new TesterCollector(bench.Session, new PictureTaker(picture), new() { Interval = interval }, clock);
            collecting.Add(collector.RunAsync(ending.Token));
        }
    }

    /// <summary>Serves the page; a second time at the same port, as after a restart.</summary>
    internal void Serve(DashboardOptions? options = null)
    {
        var (port, given) = (server?.Port ?? 0, options ?? new());
        server?.Dispose();
        server = DashboardServer.Start(picture, new DashboardOptions
        {
            Port = port,
            Address = given.Address,
            Token = given.Token,
            History = given.History,
            Alerts = () => fault.Raised.Select(incident => new DashboardAlert(fault.Name, incident.Began, incident.Text)),
            Clock = clock,
        });
    }

    internal void StopServing() => server?.Dispose();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(collecting).ContinueWith(_ => { }, TaskScheduler.Default);
        server?.Dispose();
        watch.Dispose();
        foreach (var bench in benches)
            bench.Dispose();
        ending.Dispose();
    }
}
