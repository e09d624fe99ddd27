using System.Globalization;
using BenchmarkDotNet.Running;
using MacNet.Benchmarks;

if (args is ["cells"])
    await ManyCells.RunAsync();
else if (args is ["log", ..])
    await LogFigures.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60);
else if (args is ["page", ..])
    await PageFigures.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 30);
else if (args is ["plot"])
    PlotFigures.Run();
else if (args is ["read"])
    ReadFigures.Run();
else if (args is ["testers", var testers, var channels])
    TesterProcess.Run(int.Parse(testers, CultureInfo.InvariantCulture), int.Parse(channels, CultureInfo.InvariantCulture));
else
    BenchmarkRunner.Run<RoundTrip>(args: args);
