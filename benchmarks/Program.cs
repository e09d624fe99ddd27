using BenchmarkDotNet.Running;
using MacNet.Benchmarks;

if (args is ["cells"])
    await ManyCells.RunAsync();
else
    BenchmarkRunner.Run<RoundTrip>(args: args);
